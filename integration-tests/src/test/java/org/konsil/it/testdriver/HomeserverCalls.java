package org.konsil.it.testdriver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.konsil.core.json.Json;
import org.konsil.it.support.MatrixClient;
import org.konsil.it.support.MatrixClient.Answer;

/** 10X: what the suite asks the homeserver itself, beside its clients. */
interface HomeserverCalls extends Scenarios {
  private MatrixClient nobody(String domain) {
    return MatrixClient.anonymous(servers().homeserver(domain));
  }

  private MatrixClient anna(MatrixClient client) {
    return client.withToken(anna().accessToken());
  }

  /** A_25641-01, A_26265, A_26289. */
  @Test
  default void theHomeserverSaysWhatItServes() {
    for (String domain : List.of("klinik", "praxis")) {
      MatrixClient nobody = nobody(domain);
      JsonNode known = nobody.ok("GET", "/.well-known/matrix/client", null);
      assertThat(known.path("m.homeserver").path("base_url").asText())
          .isEqualTo(servers().homeserver(domain).toString());
      assertThat(nobody.ok("GET", "/_matrix/client/versions", null).path("versions").toString())
          .contains("\"v1.11\"");
      assertThat(nobody.call("GET", "/.well-known/matrix/support", null).status()).isEqualTo(200);
      refused(nobody.call("DELETE", "/.well-known/matrix/support", null), 405, "M_UNRECOGNIZED");
      refused(nobody.call("GET", "/_matrix/client/v3/nothing", null), 404, "M_UNRECOGNIZED");
      refused(nobody.call("DELETE", "/_matrix/client/v3/login", null), 405, "M_UNRECOGNIZED");
      String profile = "/_matrix/client/v3/profile/@admin:" + servers().name(domain);
      assertThat(nobody.call("GET", profile, null).status()).isEqualTo(401);
      assertThat(nobody.call("GET", profile + "/displayname", null).status()).isEqualTo(401);
    }
  }

  /** A_26344, A_26518. */
  @Test
  default void theHomeserverKeepsToWhatIsAllowed() {
    MatrixClient nobody = nobody("klinik");
    MatrixClient anna = anna(nobody);
    String preview = "/preview_url?url=https%3A%2F%2Fklinik.example";
    assertThat(anna.call("GET", "/_matrix/media/v3" + preview, null).status()).isEqualTo(404);
    assertThat(anna.call("GET", "/_matrix/client/v1/media" + preview, null).status())
        .isEqualTo(404);
    String rooms = "/_matrix/client/v3/publicRooms";
    assertThat(nobody.call("POST", rooms, Json.object()).status()).isEqualTo(401);
    assertThat(anna.call("POST", rooms, Json.object()).status()).isEqualTo(200);
    String elsewhere = rooms + "?server=" + MatrixClient.encode(servers().name("praxis"));
    assertThat(anna.call("POST", elsewhere, Json.object()).status()).isEqualTo(403);
  }

  /** A_26262, A_26263: of the own server and of the other one. */
  @Test
  @Order(OUTSIDE)
  default void mediaAreReadTheOldAndTheNewWay() {
    byte[] file = {1, 2, 3};
    String room = anna().room("Datei", otto());
    String fileId = anna().device().upload(file).ok().path("fileId").asText();
    String message = "{'msgtype':'m.file','body':'Datei','fileId':'" + fileId + "'}";
    anna().device().post(room + "/messages", message).ok();
    String address = anna().reads(room, "Datei").path("file").path("url").asText();
    String media = address.substring("mxc:/".length());
    MatrixClient nobody = nobody("klinik");
    MatrixClient otto = nobody("praxis").withToken(otto().accessToken());
    for (MatrixClient reader : List.of(anna(nobody), otto)) {
      assertThat(reader.download("/_matrix/client/v1/media/download" + media).statusCode())
          .isEqualTo(200);
    }
    assertThat(nobody.download("/_matrix/client/v1/media/download" + media).statusCode())
        .isEqualTo(401);
    assertThat(nobody.download("/_matrix/media/v3/download" + media).statusCode()).isEqualTo(200);
    String thumbnail = "/_matrix/client/v1/media/thumbnail" + media + "?width=32&height=32";
    assertThat(anna(nobody).download(thumbnail).statusCode()).isIn(200, 400);
    assertThat(anna(nobody).download("/_matrix/media/v3/config").statusCode()).isIn(200, 404);
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.errcode()).isEqualTo(code);
  }
}
