package org.konsil.it.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The bytes of a request. */
final class Call {
  static final String V3 = "/_matrix/client/v3";

  private Call() {}

  static byte[] bytes(String method, String path, String token, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        head(method, path, token, "application/json", method.equals("GET") ? -1 : body.length);
    if (method.equals("GET")) {
      return head;
    }
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /**
   * @param length of the body that follows; negative for none
   */
  static byte[] head(String method, String path, String token, String type, long length) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    if (token != null) {
      head.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    if (length >= 0) {
      head.append("Content-Type: ").append(type).append("\r\nContent-Length: ").append(length);
      head.append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  static String room(String room) {
    return V3 + "/rooms/" + encode(room);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
