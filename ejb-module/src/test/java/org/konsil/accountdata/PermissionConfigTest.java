package org.konsil.accountdata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** Exceptions invert the default (A_25258). */
class PermissionConfigTest {
  private static final UserId SENDER = UserId.parse("@s:kasse.example");

  private static ObjectNode json(String text) {
    return Json.parseObject(text.replace('\'', '"').getBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          allow all |                                                     | false | true
          block all |                                                     | false | false
          allow all | 'userExceptions':{'@s:kasse.example':{}}            | false | false
          block all | 'userExceptions':{'@s:kasse.example':{}}            | false | true
          block all | 'userExceptions':{'@t:kasse.example':{}}            | false | false
          allow all | 'serverExceptions':{'kasse.example':{}}             | false | false
          block all | 'serverExceptions':{'kasse.example':{}}             | false | true
          block all | 'groupExceptions':[{'groupName':'isInsuredPerson'}] | true  | true
          allow all | 'groupExceptions':[{'groupName':'isInsuredPerson'}] | true  | false
          block all | 'groupExceptions':[{'groupName':'isInsuredPerson'}] | false | false
          """,
      quoteCharacter = '~')
  void exceptionsInvertTheDefault(
      String setting, String exceptions, boolean insured, boolean permitted) {
    String text =
        "{'defaultSetting':'" + setting + "'" + (exceptions == null ? "" : "," + exceptions) + "}";
    PermissionConfig config = PermissionConfig.parse(json(text)).orElseThrow();
    assertThat(config.permits(SENDER, insured)).isEqualTo(permitted);
    assertThat(config.toJson()).isEqualTo(json(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'defaultSetting':'allow'}",
        "{'defaultSetting':'allow all','userExceptions':[]}",
        "{'defaultSetting':'allow all','userExceptions':{'nobody':{}}}",
        "{'defaultSetting':'allow all','serverExceptions':{'a.example':1}}",
        "{'defaultSetting':'allow all','groupExceptions':[{'groupName':'other'}]}",
        "{'defaultSetting':'allow all','groupExceptions':"
            + "[{'groupName':'isInsuredPerson'},{'groupName':'isInsuredPerson'}]}"
      })
  void malformedOnesAreNotRead(String text) {
    assertThat(PermissionConfig.parse(json(text))).isEmpty();
  }

  @Test
  void theInitialOneAllows() {
    assertThat(PermissionConfig.initial(true).permits(SENDER, true)).isTrue();
  }
}
