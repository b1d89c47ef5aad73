package org.konsil.federation.query;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.media.MediaUri;
import org.konsil.media.RemoteMedia;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Server-server API, "Content repository": authenticated download; from servers that do not know it
 * by the deprecated one.
 */
@ApplicationScoped
class RemoteMediaDownload implements RemoteMedia {
  private static final String DOWNLOAD = "/_matrix/federation/v1/media/download/";
  private static final String DEPRECATED = "/_matrix/media/v3/download/";
  private static final int ENVELOPE = 64 * 1024;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @Inject private FederationClient client;
  @Inject private OutgoingHttp http;

  @Override
  public Fetched fetch(ServerName from, MediaUri uri, Path into, int maxBytes) {
    int max = (int) Math.min(Integer.MAX_VALUE, (long) maxBytes + ENVELOPE);
    try {
      Optional<HttpAnswer> answer = authenticated(from, uri, into, max);
      Fetched fetched =
          answer.isPresent() ? parts(uri, answer.get(), into, max) : deprecated(uri, into, max);
      if (fetched.length() > maxBytes) {
        throw MatrixException.of(ErrorCode.M_TOO_LARGE, "The content is too large").status(502);
      }
      return fetched;
    } catch (IOException e) {
      throw malformed(uri);
    }
  }

  private Fetched parts(MediaUri uri, HttpAnswer answer, Path into, int max) throws IOException {
    MultipartAnswer parts =
        MultipartAnswer.read(answer.header("content-type").orElse(""), into)
            .orElseThrow(() -> malformed(uri));
    Optional<String> elsewhere = parts.header("location");
    return elsewhere.isPresent()
        ? redirected(uri, elsewhere.get(), into, max)
        : new Fetched(
            parts.header("content-type").orElse(null),
            parts.fileName(),
            parts.offset(),
            parts.length());
  }

  /** Empty when the server does not know the operation. */
  private Optional<HttpAnswer> authenticated(ServerName from, MediaUri uri, Path into, int max) {
    try {
      return Optional.of(
          client.download(from, uri.server(), DOWNLOAD + uri.mediaId(), into, TIMEOUT, max));
    } catch (RemoteServerException e) {
      if (e.remoteStatus() == 404 && e.code() == ErrorCode.M_UNRECOGNIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Fetched deprecated(MediaUri uri, Path into, int max) throws IOException {
    String path = DEPRECATED + uri.server().value() + "/" + uri.mediaId() + "?allow_remote=false";
    HttpAnswer answer = client.downloadUnsigned(uri.server(), path, into, TIMEOUT, max);
    return new Fetched(
        answer.header("content-type").orElse(null),
        MultipartAnswer.fileName(answer.header("content-disposition").orElse("")),
        0,
        Files.size(into));
  }

  /** The content lies somewhere else, open to whoever knows the address. */
  private Fetched redirected(MediaUri uri, String location, Path into, int max) throws IOException {
    URI target;
    try {
      target = URI.create(location);
    } catch (IllegalArgumentException e) {
      throw malformed(uri);
    }
    if (!"https".equals(target.getScheme())) {
      throw malformed(uri);
    }
    HttpAnswer answer = http.download(OutgoingRequest.get(target).within(TIMEOUT, max), into);
    if (!answer.isSuccess()) {
      throw MatrixException.notFound("Unknown media");
    }
    return new Fetched(
        answer.header("content-type").orElse(null), Optional.empty(), 0, Files.size(into));
  }

  private static RemoteServerException malformed(MediaUri uri) {
    return RemoteServerException.malformed(uri.server(), "this is no media");
  }
}
