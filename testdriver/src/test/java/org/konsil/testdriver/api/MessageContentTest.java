package org.konsil.testdriver.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.device.ApiKind;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.device.TestDevices;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;
import org.konsil.testdriver.matrix.TimelineMessage;

class MessageContentTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "{\"url\":\"mxc://a.example/1\",\"v\":\"v2\"}";

  private final TestDevice device =
      new TestDevices(new TestDriverSettings(), Clock.systemUTC())
          .get("klinik.example", ApiKind.CLIENT, 1);
  private String fileId;

  @BeforeEach
  void uploadOne() {
    fileId = FileIds.of(MatrixApi.parse(FILE));
    device.remember(fileId, FILE);
  }

  private static MessageContent of(String json) throws JsonProcessingException {
    return JSON.readValue(json.replace('\'', '"'), MessageContent.class);
  }

  @Test
  void aFileOfTheDeviceBecomesAnEncryptedFile() throws JsonProcessingException {
    MessageContent content =
        of("{'msgtype':'m.image','body':'x.png','info':{'size':3},'fileId':'" + fileId + "'}");
    JsonNode event = MatrixApi.parse(content.event(device));
    assertThat(event.path("file")).isEqualTo(MatrixApi.parse(FILE));
    assertThat(event.path("info").path("size").asInt()).isEqualTo(3);
    assertThat(event.has("format")).isFalse();
    Message read = Message.of(new TimelineMessage("!r:a", "$e", "@u:a", 7, event.toString()));
    assertThat(read.fileId()).isEqualTo(fileId).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void refusesWhatNoClientSends() {
    assertThatThrownBy(() -> of("{'msgtype':'m.gift','body':'x'}").event(device))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> of("{'msgtype':'m.text'}").event(device)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> of("{'msgtype':'m.file','body':'x','fileId':'y'}").event(device))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
  }

  @Test
  void aRecipientIsAnMxidOrAnObjectWithOne() throws JsonProcessingException {
    assertThat(of("{'toAccount':'@a:x'}").recipient()).isEqualTo("@a:x");
    assertThat(of("{'toAccount':{'mxid':'@a:x'}}").recipient()).isEqualTo("@a:x");
    assertThatThrownBy(() -> of("{}").recipient()).isInstanceOf(Refusal.class);
  }
}
