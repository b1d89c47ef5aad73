package org.konsil.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.core.id.UserId;
import org.konsil.core.testing.ScriptedRoom;

class PushRulesTest {

  private static final UserId ALICE = new UserId("@alice:a.example");

  private final ObjectNode rules = DefaultPushRules.forUser(ALICE);

  private Optional<PushAction> evaluate(String event, long members, long power) {
    ObjectNode json = ScriptedRoom.json(event);
    if (!json.has("sender")) {
      json.put("sender", "@bob:b.example");
    }
    json.put("room_id", "!r:a.example");
    return PushRules.evaluate(rules, new PushContext(json, ALICE, "Eva", members, power, null));
  }

  private String summary(String event, long members, long power) {
    return evaluate(event, members, power)
        .map(
            action ->
                action.ruleId().replace(".m.rule.", "")
                    + (action.notifies() ? " notify" : " silent")
                    + (action.highlight() ? " highlight" : "")
                    + action.sound().map(sound -> " " + sound).orElse(""))
        .orElse("nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "3 | 0  | {'type':'m.room.message','content':{'body':'hi'}}                      | message notify",
        "2 | 0  | {'type':'m.room.message','content':{'body':'hi'}}                      | room_one_to_one notify default",
        "3 | 0  | {'type':'m.room.encrypted','content':{}}                               | encrypted notify",
        "2 | 0  | {'type':'m.room.encrypted','content':{}}                               | encrypted_room_one_to_one notify default",
        "2 | 0  | {'type':'m.call.invite','content':{}}                                  | call notify ring",
        "2 | 0  | {'type':'m.room.message','content':{'msgtype':'m.notice'}}             | suppress_notices silent",
        "2 | 0  | {'type':'m.reaction','content':{}}                                     | reaction silent",
        "2 | 0  | {'type':'m.room.topic','state_key':'','content':{}}                    | nothing",
        "2 | 0  | {'type':'m.room.tombstone','state_key':'','content':{}}                | tombstone notify highlight",
        "2 | 0  | {'type':'m.room.tombstone','content':{}}                               | nothing",
        "2 | 0  | {'type':'m.room.server_acl','state_key':'','content':{}}               | room.server_acl silent",
        "2 | 0  | {'type':'m.room.member','state_key':'@alice:a.example','content':{'membership':'invite'}} | invite_for_me notify default",
        "2 | 0  | {'type':'m.room.member','state_key':'@carol:c.example','content':{'membership':'invite'}} | member_event silent",
        "2 | 0  | {'type':'m.room.member','state_key':'@alice:a.example','content':{'membership':'leave'}}  | member_event silent",
        "3 | 0  | {'type':'m.room.message','content':{'m.mentions':{'user_ids':['@alice:a.example']}}}      | is_user_mention notify highlight default",
        "3 | 0  | {'type':'m.room.encrypted','content':{'m.mentions':{'user_ids':['@alice:a.example']}}}    | is_user_mention notify highlight default",
        "3 | 0  | {'type':'m.room.message','content':{'body':'Eva alice @room','m.mentions':{}}} | message notify",
        "3 | 0  | {'type':'m.room.message','content':{'body':'Eva alice @room'}}         | message notify",
        "3 | 50 | {'type':'m.room.message','content':{'m.mentions':{'room':true}}}       | is_room_mention notify highlight",
        "3 | 49 | {'type':'m.room.message','content':{'m.mentions':{'room':true}}}       | message notify",
        "3 | 50 | {'type':'m.room.message','content':{'m.mentions':{'room':'true'}}}     | message notify",
        "3 | 0  | {'type':'m.room.message','content':{'m.relates_to':{'rel_type':'m.replace'}}}  | suppress_edits silent",
        "3 | 0  | {'type':'m.room.message','content':{'m.relates_to':{'rel_type':'m.thread'}}}   | message notify",
        "3 | 0  | {'type':'m.room.message','sender':'@alice:a.example','content':{}}     | nothing",
        "2 | 0  | {'type':'m.sticker','content':{}}                                      | nothing",
      })
  void defaultRules(long members, long power, String event, String expected) {
    assertThat(summary(event, members, power)).isEqualTo(expected);
  }

  @Test
  void defaultRulesAreThoseOfTheSpecificationInItsOrder() {
    assertThat(ids("override"))
        .containsExactly(
            ".m.rule.master",
            ".m.rule.suppress_notices",
            ".m.rule.invite_for_me",
            ".m.rule.member_event",
            ".m.rule.is_user_mention",
            ".m.rule.is_room_mention",
            ".m.rule.tombstone",
            ".m.rule.reaction",
            ".m.rule.room.server_acl",
            ".m.rule.suppress_edits");
    assertThat(ids("underride"))
        .containsExactly(
            ".m.rule.call",
            ".m.rule.encrypted_room_one_to_one",
            ".m.rule.room_one_to_one",
            ".m.rule.message",
            ".m.rule.encrypted");
    assertThat(rules.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("override", "content", "room", "sender", "underride");
    assertThat(rules.at("/override/0/enabled").booleanValue()).isFalse();
    assertThat(rules.at("/override/4"))
        .isEqualTo(
            ScriptedRoom.json(
                """
                {'rule_id':'.m.rule.is_user_mention','default':true,'enabled':true,
                 'conditions':[{'kind':'event_property_contains',
                   'key':'content.m\\\\.mentions.user_ids','value':'@alice:a.example'}],
                 'actions':['notify',{'set_tweak':'sound','value':'default'},
                   {'set_tweak':'highlight'}]}
                """));
  }

  private Iterable<String> ids(String kind) {
    return StreamSupport.stream(rules.get(kind).spliterator(), false)
        .map(rule -> rule.get("rule_id").textValue())
        .toList();
  }

  private static final String MESSAGE =
      "{'type':'m.room.message','content':{'body':'I like cake','msgtype':'m.text'}}";

  private void add(String kind, String rule) {
    ((ArrayNode) rules.get(kind)).add(ScriptedRoom.json(rule));
  }

  @Test
  void kindsInOrder() {
    add("underride", "{'rule_id':'u','actions':['notify'],'conditions':[]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("u notify");
    add("sender", "{'rule_id':'@bob:b.example','actions':[]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("@bob:b.example silent");
    add("room", "{'rule_id':'!r:a.example','actions':['notify']}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("!r:a.example notify");
    add(
        "content",
        "{'rule_id':'c','pattern':'CAKE','actions':['notify',{'set_tweak':'highlight'}]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("c notify highlight");
    add("override", "{'rule_id':'o','actions':[],'conditions':[]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("o silent");
  }

  @Test
  void rulesForOtherRoomsSendersAndWordsDoNotMatch() {
    add("sender", "{'rule_id':'@carol:c.example','actions':[]}");
    add("room", "{'rule_id':'!other:a.example','actions':[]}");
    add("content", "{'rule_id':'c','pattern':'cak','actions':[]}");
    add("content", "{'rule_id':'d','actions':[]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("message notify");
  }

  @Test
  void ownRulesInTheirOrderBeforeDefaultRules() {
    add("override", "{'rule_id':'first','default':false,'enabled':true,'actions':['notify']}");
    add("override", "{'rule_id':'second','default':false,'enabled':true,'actions':[]}");
    String notice = "{'type':'m.room.message','content':{'msgtype':'m.notice'}}";
    assertThat(summary(notice, 3, 0)).isEqualTo("first notify");
  }

  @Test
  void disabledRulesNeverMatch() {
    add("override", "{'rule_id':'off','enabled':false,'actions':[],'conditions':[]}");
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("message notify");
  }

  @Test
  void theMasterRuleIsBeforeOwnRules() {
    add("override", "{'rule_id':'own','enabled':true,'actions':['notify'],'conditions':[]}");
    ((ObjectNode) rules.at("/override/0")).put("enabled", true);
    assertThat(summary(MESSAGE, 3, 0)).isEqualTo("master silent");
  }

  @Test
  void historicalActionsAreIgnored() {
    add("override", "{'rule_id':'o','actions':['dont_notify','coalesce'],'conditions':[]}");
    assertThat(evaluate(MESSAGE, 3, 0)).hasValueSatisfying(a -> assertThat(a.notifies()).isFalse());
  }

  @Test
  void tweaksAreHandedOn() {
    add(
        "override",
        """
        {'rule_id':'o','conditions':[],'actions':['notify',{'set_tweak':'sound','value':'x.wav'},
          {'set_tweak':'highlight','value':false},{'set_tweak':'light','value':{'red':1}},{'other':1}]}
        """);
    PushAction action = evaluate(MESSAGE, 3, 0).orElseThrow();
    assertThat(action.tweaks())
        .isEqualTo(ScriptedRoom.json("{'sound':'x.wav','highlight':false,'light':{'red':1}}"));
    assertThat(action.highlight()).isFalse();
    assertThat(action.sound()).contains("x.wav");
  }

  @Test
  void aRuleSetOfWrongTypesMatchesNothing() {
    ObjectNode broken =
        ScriptedRoom.json("{'override':{'x':1},'content':'x','room':[1,null,{}],'underride':[[]]}");
    ObjectNode event = ScriptedRoom.json(MESSAGE);
    assertThat(PushRules.evaluate(broken, new PushContext(event, ALICE, null, 2, 0, null)))
        .isEmpty();
  }
}
