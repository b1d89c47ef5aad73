package org.konsil.room.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

class ServerAclServiceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'allow':['*']}|a.example|true",
        "{'allow':['*'],'deny':['*.evil.example']}|x.EVIL.example:8448|false",
        "{'allow':['*'],'deny':['evil.example']}|x.evil.example|true",
        "{'allow':['*'],'allow_ip_literals':false}|1.2.3.4:1|false",
        "{'allow':['*'],'allow_ip_literals':false}|[::1]|false",
        "{'allow':['*'],'allow_ip_literals':'no'}|1.2.3.4|true",
        "{'allow':['?.example']}|ab.example|false",
        "{'deny':[]}|a.example|false",
        "{'allow':'*'}|a.example|false",
        "{'allow':[1,'a.*'],'deny':7}|a.example|true"
      })
  void theListDecides(String list, String server, boolean allowed) {
    ObjectNode json = Json.parseObject(list.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    assertThat(ServerAclService.allows(json, ServerName.parse(server))).isEqualTo(allowed);
  }

  /** CVE-2023-45129. */
  @Test
  void aHostileListTakesLinearTime() {
    ObjectNode json = Json.object();
    ArrayNode deny = json.putArray("deny");
    for (int i = 0; i < 5000; i++) {
      deny.add("*a*a*a*a*a*" + i);
    }
    ServerName server = ServerName.parse("a".repeat(200) + ".example");
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> ServerAclService.allows(json, server));
  }
}
