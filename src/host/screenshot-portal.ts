/**
 * The screenshot portal of Linux desktops, asked by GNOME's JavaScript: the answer comes as a signal to the connection that asked, which command
 * line tools close too early. Prints the picture's address, or nothing where the person gave it up.
 * https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Screenshot.html
 */
export const portalScript = `
const { Gio, GLib } = imports.gi;
const portal = "org.freedesktop.portal.Desktop";
const root = "/org/freedesktop/portal/desktop";
const bus = Gio.bus_get_sync(Gio.BusType.SESSION, null);
const token = "mlmamba" + GLib.random_int();
const sender = bus.get_unique_name().slice(1).replaceAll(".", "_");
const loop = GLib.MainLoop.new(null, false);
bus.signal_subscribe(
  portal, "org.freedesktop.portal.Request", "Response", root + "/request/" + sender + "/" + token, null, 0,
  (connection, from, path, name, signal, answer) => {
    const [code, results] = answer.deep_unpack();
    if (code === 0) print(results.uri.deep_unpack());
    loop.quit();
  });
const options = { interactive: new GLib.Variant("b", true), handle_token: new GLib.Variant("s", token) };
bus.call_sync(
  portal, root, "org.freedesktop.portal.Screenshot", "Screenshot", new GLib.Variant("(sa{sv})", ["", options]), null, 0, -1, null);
loop.run();
`;
