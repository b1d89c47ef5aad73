package org.konsil.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.id.UserId;
import org.konsil.core.testing.ScriptedRoom;

class PushConditionTest {

  private static final ObjectNode EVENT =
      ScriptedRoom.json(
          """
          {'type':'m.room.message','sender':'@bob:b.example','room_id':'!r:a.example',
           'event_id':'$e','state_key':'',
           'content':{'body':'Hello Eva* Muster, look','topic':'Lunch plans','number':7,'float':7.5,'big':9007199254740991,
             'yes':true,'nothing':null,'list':['a',1,true,null,{},['a']],'object':{},
             'm.dotted':'x','deep':{'er':'y'}}}
          """);

  private static final ObjectNode NOTIFICATIONS =
      ScriptedRoom.json("{'room':20,'text':'30','bad':'x'}");

  private static boolean holds(String condition, String name, long members, long power) {
    return PushCondition.holds(
        ScriptedRoom.json(condition),
        new PushContext(
            EVENT, new UserId("@alice:a.example"), name, members, power, NOTIFICATIONS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "content.topic   | 'lunc?*'     | true",
        "content.topic   | 'lunc'       | false",
        "content.topic   | 'Lunch'      | false",
        "content.body    | 'eva*'       | true",
        "content.body    | 'hello'      | true",
        "content.body    | 'hell'       | false",
        "type            | 'm.room.*'   | true",
        "type            | 'm.room'     | false",
        "state_key       | ''           | true",
        "content.number  | '*'          | false",
        "content.yes     | 'true'       | false",
        "content.nothing | '*'          | false",
        "content.missing | '*'          | false",
        "content.list    | '*'          | false",
        "content.m\\\\.dotted | 'x'     | true",
        "content.m.dotted | 'x'         | false",
        "content.deep.er | 'y'          | true",
        "content.topic   | 7            | false",
      })
  void eventMatch(String key, String pattern, boolean expected) {
    String condition = "{'kind':'event_match','key':'" + key + "','pattern':" + pattern + "}";
    assertThat(holds(condition, "Eva", 3, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "content.yes     | true               | true",
        "content.yes     | 'true'             | false",
        "content.yes     | 1                  | false",
        "content.number  | 7                  | true",
        "content.number  | '7'                | false",
        "content.number  | 7.0                | false",
        "content.big     | 9007199254740991   | true",
        "content.float   | 7                  | false",
        "content.topic   | 0                  | false",
        "content.yes     | 0                  | false",
        "content.nothing | null               | true",
        "content.missing | null               | false",
        "content.topic   | 'Lunch plans'      | true",
        "content.topic   | 'lunch plans'      | false",
        "content.topic   | 'Lunch*'           | false",
        "content.object  | {}                 | false",
        "content.list    | ['a']              | false",
      })
  void eventPropertyIs(String key, String value, boolean expected) {
    String condition = "{'kind':'event_property_is','key':'" + key + "','value':" + value + "}";
    assertThat(holds(condition, "Eva", 3, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "content.list    | 'a'      | true",
        "content.list    | 'A'      | false",
        "content.list    | 1        | true",
        "content.list    | '1'      | false",
        "content.list    | true     | true",
        "content.list    | null     | true",
        "content.list    | {}       | false",
        "content.list    | ['a']    | false",
        "content.topic   | 'L'      | false",
        "content.missing | null     | false",
        "content.object  | null     | false",
      })
  void eventPropertyContains(String key, String value, boolean expected) {
    String condition =
        "{'kind':'event_property_contains','key':'" + key + "','value':" + value + "}";
    assertThat(holds(condition, "Eva", 3, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "hello, true",
        "Eva* Muster, true",
        "E*, false",
        "Eva? Muster, false",
        "Ev, false",
        "-, false",
        "'', false",
      })
  void containsDisplayName(String name, boolean expected) {
    assertThat(holds("{'kind':'contains_display_name'}", name, 3, 0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 2, true",
    "2, 3, false",
    "==2, 2, true",
    "==2, 1, false",
    "<2, 1, true",
    "<2, 2, false",
    ">2, 3, true",
    ">2, 2, false",
    "<=2, 2, true",
    "<=2, 3, false",
    ">=2, 2, true",
    ">=2, 1, false",
    "=2, 2, false",
    "!=2, 3, false",
    "-2, 2, false",
    "2.0, 2, false",
    "two, 2, false",
    "' 2', 2, false",
    "99999999999999999999, 2, false",
    "'', 0, false",
  })
  void roomMemberCount(String is, long members, boolean expected) {
    assertThat(holds("{'kind':'room_member_count','is':'" + is + "'}", "Eva", members, 0))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'room', 20, true",
    "'room', 19, false",
    "'text', 30, true",
    "'text', 29, false",
    "'other', 50, true",
    "'other', 49, false",
    "'bad', 50, true",
    "'bad', 49, false",
    "'room', 9223372036854775807, true",
  })
  void senderNotificationPermission(String key, long power, boolean expected) {
    String condition = "{'kind':'sender_notification_permission','key':'" + key + "'}";
    assertThat(holds(condition, "Eva", 3, power)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{}",
        "{'kind':'org.example.unknown'}",
        "{'kind':7}",
        "{'kind':'event_match'}",
        "{'kind':'event_match','key':'type'}",
        "{'kind':'event_match','pattern':'*'}",
        "{'kind':'event_property_is','key':'content.nothing'}",
        "{'kind':'event_property_contains','key':'content.list'}",
        "{'kind':'room_member_count'}",
        "{'kind':'room_member_count','is':3}",
        "{'kind':'sender_notification_permission'}",
      })
  void malformedConditionsNeverHold(String condition) {
    assertThat(holds(condition, "Eva", 3, 100)).isFalse();
  }
}
