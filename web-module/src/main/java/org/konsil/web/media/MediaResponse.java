package org.konsil.web.media;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.konsil.media.MediaContent;

/**
 * Content as an HTTP answer: streamed, cached for good, and shown in place only where no browser
 * runs it (F26). The headers that forbid to run anything come with every answer of the API.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#content-repository">Content
 *     repository</a>
 */
final class MediaResponse {
  /** Content never changes; only the reader's own cache may keep it. */
  private static final String CACHED = "private, max-age=31536000, immutable";

  private MediaResponse() {}

  /** The answer to a request for content, under its own name or another. */
  static Response of(MediaContent content, Optional<String> fileName, HttpHeaders request) {
    EntityTag tag = new EntityTag(content.tag());
    if (isCached(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      return secured(Response.notModified(tag)).build();
    }
    try {
      Optional<ByteRange> part = ByteRange.parse(request.getHeaderString("Range"), content.size());
      Response.ResponseBuilder response =
          part.isPresent() ? partial(content, part.get()) : whole(content);
      return secured(response.tag(tag))
          .header(HttpHeaders.CONTENT_TYPE, content.contentType())
          .header("Accept-Ranges", "bytes")
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              Disposition.of(content.contentType(), fileName.or(content::fileName)))
          .build();
    } catch (ByteRange.Unsatisfiable e) {
      return secured(Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE))
          .header("Content-Range", "bytes */" + content.size())
          .build();
    }
  }

  private static Response.ResponseBuilder whole(MediaContent content) {
    return Response.ok(stream(content, new ByteRange(0, content.size())))
        .header(HttpHeaders.CONTENT_LENGTH, content.size());
  }

  private static Response.ResponseBuilder partial(MediaContent content, ByteRange part) {
    return Response.status(Response.Status.PARTIAL_CONTENT)
        .entity(stream(content, part))
        .header(HttpHeaders.CONTENT_LENGTH, part.length())
        .header("Content-Range", part.contentRange(content.size()));
  }

  private static StreamingOutput stream(MediaContent content, ByteRange part) {
    return out -> content.writeTo(out, part.offset(), part.length());
  }

  private static Response.ResponseBuilder secured(Response.ResponseBuilder response) {
    return response
        .header(HttpHeaders.CACHE_CONTROL, CACHED)
        .header("Cross-Origin-Resource-Policy", "cross-origin");
  }

  private static boolean isCached(String ifNoneMatch, EntityTag tag) {
    return ifNoneMatch != null && ifNoneMatch.contains('"' + tag.getValue() + '"');
  }
}
