package org.konsil.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

/** The grammar of profile fields and what the well-known ones may hold. */
final class ProfileField {
  private static final int LONGEST_KEY_BYTES = 255;
  private static final int LONGEST_DISPLAY_NAME = 256;
  private static final int LONGEST_AVATAR_URL = 1000;

  /** Common namespaced identifiers, and the two names that are older than the grammar. */
  private static final Pattern KEY =
      Pattern.compile("avatar_url|displayname|[a-z][a-z0-9_]*(\\.[a-z0-9_][a-z0-9_-]*)+");

  private ProfileField() {}

  static void requireKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY_BYTES) {
      throw MatrixException.of(ErrorCode.M_KEY_TOO_LARGE, "A profile key has at most 255 bytes");
    }
    if (!KEY.matcher(key).matches()) {
      throw MatrixException.invalidParam("Invalid profile key");
    }
  }

  /**
   * @param strict whether an avatar must be an mxc URI, as the specification demands
   */
  static void requireValue(String key, JsonNode value, boolean strict) {
    switch (key) {
      case Profile.DISPLAY_NAME -> requireDisplayName(text(key, value));
      case Profile.AVATAR_URL -> requireAvatar(text(key, value), strict);
      case "m.tz" -> text(key, value);
      default -> {
        // any JSON
      }
    }
  }

  static void requireDisplayName(String name) {
    if (name.codePointCount(0, name.length()) > LONGEST_DISPLAY_NAME) {
      throw MatrixException.invalidParam(
          "A display name has at most " + LONGEST_DISPLAY_NAME + " characters");
    }
    if (name.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam("The display name is malformed");
    }
  }

  private static void requireAvatar(String url, boolean strict) {
    if (url.length() > LONGEST_AVATAR_URL || url.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam("The avatar URL is malformed");
    }
    if (strict && !url.isEmpty() && !url.startsWith("mxc://")) {
      throw MatrixException.invalidParam("An avatar is an mxc URI");
    }
  }

  private static String text(String key, JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw MatrixException.badJson(key + " must be a string");
    }
    return value.asText();
  }
}
