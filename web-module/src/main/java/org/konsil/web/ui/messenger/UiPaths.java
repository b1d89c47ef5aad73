package org.konsil.web.ui.messenger;

import java.util.Set;

/** The paths of the pages and who may see them. */
final class UiPaths {

  static final String LOGIN = "/login";
  static final String LOGIN_AND_WIPE = "/login?out=wiped";
  static final String LOCK = "/lock";
  static final String CHATS = "/chats";
  static final String ACCOUNT = "/account";
  private static final String FACES_REDIRECT = "?faces-redirect=true";
  private static final Set<String> SIGNED_IN =
      Set.of("/", CHATS, "/directory", "/settings", "/recovery", ACCOUNT);

  /** Pages for everyone that can be read in either language. */
  private static final Set<String> DOORS = Set.of(LOGIN, "/authorize", "/link", "/fallback");

  private UiPaths() {}

  /** Pages of the signed-in; with their .xhtml form, by which Faces also serves them. */
  static boolean needsSignIn(String path) {
    String plain = plain(path);
    return SIGNED_IN.contains(plain) || plain.equals("/admin") || plain.startsWith("/admin/");
  }

  static boolean isDoor(String path) {
    return DOORS.contains(plain(path));
  }

  private static String plain(String path) {
    return path.endsWith(".xhtml") ? path.substring(0, path.length() - 6) : path;
  }

  static boolean isLock(String path) {
    return path.equals(LOCK) || path.equals(LOCK + ".xhtml");
  }

  /** A navigation outcome that sends the browser to one of our paths. */
  static String redirect(String path) {
    if (path.equals("/")) {
      return CHATS + FACES_REDIRECT;
    }
    int query = path.indexOf('?');
    return query < 0
        ? path + FACES_REDIRECT
        : path.substring(0, query) + FACES_REDIRECT + "&" + path.substring(query + 1);
  }

  /**
   * A path of this application to go on with, "/" for everything else: an open redirect would let a
   * link to our login page end on a foreign one.
   */
  static String safeNext(String asked) {
    boolean ours =
        asked != null
            && !asked.startsWith(CHATS)
            && (needsSignIn(asked) || asked.startsWith(ACCOUNT + "?"))
            && !asked.contains("//")
            && !asked.contains("\\");
    return ours ? asked : "/";
  }
}
