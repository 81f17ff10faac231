"""Word lists of the question rules."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _set(
    """
    a an the of to in on for and or is are be was were it its this that with by from at as not no your you we can will if do
    does has have all any more new use used using when which what how where who into out up down
    """
)
"""Words that carry no meaning when a line is to be found by its words."""

UI_WORDS = _set(
    """
    screenshot image picture dialog page pane window screen wizard form menu tab button link option options field fields
    section blade view list check box checkbox icon toolbar column columns row rows editor table chart diagram graph
    selected highlighted emphasized outlined showing shows show displayed displaying example sample setting settings
    configuration opened open select click clicking user user's page's left right top bottom pointing drop dropdown values
    value text panel tree file code after before final initial result results output several three two four different
    various each other where there added entered containing contains include includes including under within between area
    main name names default available application
    """
)
"""Words of alternative texts that need not be seen in the image: names of controls, and how authors describe."""

NOUNS = tuple(
    noun.replace("_", " ")
    for noun in """
    dialog_box dialog dialogue page pane panel window screen wizard form menu tab button link option field section blade
    view list check_box checkbox icon toolbar column editor connector folder property mode item step command setting node
    file category tile card row cell template type entry project action
    """.split()
)
"""What follows a name in an alternative text: "the Save *button*". The longer of two that begin alike comes first."""

SYNONYMS: tuple[tuple[str, str], ...] = (
    ("email", "e-mail"),
    ("e-mail", "mail"),
    ("directory", "folder"),
    ("folder", "directory"),
    ("sign in", "log in"),
    ("log in", "sign in"),
    ("username", "user name"),
    ("user name", "username"),
    ("database", "DB"),
    ("repository", "repo"),
    ("configuration", "config"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("delete", "remove"),
    ("remove", "delete"),
    ("choose", "pick"),
    ("select", "choose"),
    ("application", "app"),
    ("identifier", "ID"),
    ("location", "place"),
    ("description", "describing text"),
    ("environment", "env"),
    ("information", "info"),
    ("documentation", "docs"),
    ("administrator", "admin"),
)
