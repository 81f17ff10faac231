"""What well-known buttons are for."""

from __future__ import annotations

import re

from .line import Line

PURPOSES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"^(ok|okay)$", ("confirms", "accepts and closes the dialog", "confirm the dialog"), "confirms and closes the dialog"),
    (r"^cancel$", ("cancels", "closes it without changes", "discards what I did"), "closes it without changing anything"),
    (r"^(save|save changes|save all)$", ("saves", "saves my changes", "stores the settings"), "saves the changes"),
    (r"^apply( changes)?$", ("applies the changes", "makes the changes effective"), "applies the changes"),
    (
        r"^(next|next ?>|continue|forward)",
        ("goes on", "leads to the next step", "takes me to the next page"),
        "goes to the next step",
    ),
    (
        r"^(<? ?back|<? ?previous)",
        ("goes back", "leads to the step before", "returns to the previous page"),
        "goes back to the previous step",
    ),
    (
        r"^(review \+ create|review and create)",
        ("lets me review before creating", "goes to the review"),
        "shows a review before creating",
    ),
    (r"^create\b", ("creates it", "creates the new item", "makes a new one"), "creates the new item"),
    (r"^(delete|remove)\b", ("deletes it", "removes the item"), "deletes the item"),
    (r"^(sign in|log in|login)$", ("logs me in", "signs me in"), "signs the user in"),
    (r"^(sign out|log out|logout)$", ("logs me out", "signs me out"), "signs the user out"),
    (r"^(finish|done)$", ("finishes", "completes the wizard"), "completes the process"),
    (r"^(add|add new|\+ ?add)\b", ("adds one", "adds a new entry"), "adds a new entry"),
    (r"^(refresh|reload)$", ("reloads the list", "refreshes the view"), "reloads what is shown"),
    (r"^(browse|browse\.+)$", ("lets me choose a file", "opens the file chooser"), "opens a chooser for files or folders"),
    (r"^(search|find)$", ("starts the search", "searches"), "starts the search"),
    (r"^(help)$", ("opens the help", "gives me help"), "opens the help"),
    (r"^(connect)$", ("connects", "establishes the connection"), "connects"),
    (r"^(close)$", ("closes the window", "closes it"), "closes the window"),
    (r"^(install)$", ("installs it", "starts the installation"), "starts the installation"),
    (r"^(export)\b", ("exports the data", "exports it"), "exports the data"),
    (r"^(import)\b", ("imports data", "imports it"), "imports data"),
    (r"^(upload)\b", ("uploads a file", "uploads"), "uploads a file"),
    (r"^(download)\b", ("downloads it", "downloads the file"), "downloads it"),
    (r"^(submit|send)$", ("sends the form", "submits"), "sends it"),
    (r"^(edit)\b", ("lets me edit", "allows changes"), "opens it for editing"),
)
"""Pattern of the label, ways to ask for the button ("which button …?"), and what pressing it does."""


def purpose_of(line: Line) -> tuple[tuple[str, ...], str] | None:
    label = line.bare.lower()
    return next(((asked, effect) for pattern, asked, effect in PURPOSES if len(label) <= 24 and re.match(pattern, label)), None)
