package org.konsil.testdriver.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Names a file by its mxc address, in letters that an URL's path may hold. */
final class FileIds {
  private FileIds() {}

  static String of(JsonNode encryptedFile) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(encryptedFile.path("url").asText().getBytes(StandardCharsets.UTF_8));
  }
}
