package org.konsil.web.media;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.konsil.media.MediaContent;

/**
 * Content as another server gets it: an empty JSON object, then the bytes.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediadownloadmediaid">
 *     Content repository</a>
 */
public final class MultipartMedia {
  private MultipartMedia() {}

  /** Streamed; the boundary is of this answer alone, so that no content can contain it. */
  public static Response of(MediaContent content) {
    String boundary = UUID.randomUUID().toString().replace("-", "");
    byte[] head =
        ("--"
                + boundary
                + "\r\nContent-Type: application/json\r\n\r\n{}\r\n--"
                + boundary
                + "\r\nContent-Type: "
                + content.contentType()
                + "\r\nContent-Disposition: "
                + Disposition.of(content.contentType(), content.fileName())
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    StreamingOutput body =
        out -> {
          out.write(head);
          content.writeTo(out, 0, content.size());
          out.write(tail);
        };
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, "multipart/mixed; boundary=" + boundary)
        .header(HttpHeaders.CONTENT_LENGTH, head.length + content.size() + tail.length)
        .build();
  }
}
