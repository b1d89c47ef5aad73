package org.konsil.it.conformance.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.konsil.it.conformance.Homeserver.refused;

import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.conformance.Check;
import org.konsil.it.conformance.Homeserver;
import org.konsil.it.conformance.SpecModule;
import org.konsil.it.support.MatrixClient;

/** Files, which only the signed-in may fetch. */
public final class Media implements SpecModule {
  @Override
  public List<Check> checks(Homeserver server) {
    return List.of(
        new Check(
            "content-repository",
            "what was uploaded can be downloaded with a token alone",
            () -> {
              MatrixClient alice = server.newUser();
              String uri = upload(alice);
              String path = "/_matrix/client/v1/media/download/" + uri.substring("mxc://".length());
              assertThat(server.newUser().ok("GET", path, null).path("befund").asInt())
                  .isEqualTo(7);
              refused(server.anonymous().call("GET", path, null), 401, "M_MISSING_TOKEN");
            }),
        new Check(
            "content-repository",
            "what is not there is M_NOT_FOUND",
            () -> {
              MatrixClient alice = server.newUser();
              String uri = upload(alice);
              String path =
                  "/_matrix/client/v1/media/download/"
                      + uri.substring("mxc://".length(), uri.lastIndexOf('/'))
                      + "/unknown";
              refused(alice.call("GET", path, null), 404, "M_NOT_FOUND");
            }),
        new Check(
            "get_matrixclientv1mediaconfig",
            "the limit is told to the signed-in",
            () -> {
              assertThat(
                      server
                          .newUser()
                          .ok("GET", "/_matrix/client/v1/media/config", null)
                          .path("m.upload.size")
                          .isIntegralNumber())
                  .isTrue();
              refused(
                  server.anonymous().call("GET", "/_matrix/client/v1/media/config", null),
                  401,
                  "M_MISSING_TOKEN");
            }),
        new Check(
            "post_matrixmediav1create",
            "an upload may be announced and follow once",
            () -> {
              MatrixClient alice = server.newUser();
              String uri =
                  alice.ok("POST", "/_matrix/media/v1/create", null).path("content_uri").asText();
              String upload = "/_matrix/media/v3/upload/" + uri.substring("mxc://".length());
              alice.ok("PUT", upload, Json.object().put("befund", 7));
              refused(alice.call("PUT", upload, Json.object()), 409, "M_CANNOT_OVERWRITE_MEDIA");
            }),
        new Check(
            "post_matrixmediav1create",
            "only who announced it may upload it",
            () -> {
              String uri =
                  server
                      .newUser()
                      .ok("POST", "/_matrix/media/v1/create", null)
                      .path("content_uri")
                      .asText();
              refused(
                  server
                      .newUser()
                      .call(
                          "PUT",
                          "/_matrix/media/v3/upload/" + uri.substring("mxc://".length()),
                          Json.object()),
                  403,
                  "M_FORBIDDEN");
            }));
  }

  private static String upload(MatrixClient user) {
    return user.ok("POST", "/_matrix/media/v3/upload", Json.object().put("befund", 7))
        .path("content_uri")
        .asText();
  }
}
