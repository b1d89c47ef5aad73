package org.konsil.core.auth;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.core.testing.RuleTable;
import org.konsil.core.testing.ScriptedRoom;

/** The rules for events other than memberships and power levels, version by version. */
class AuthRulesTest {

  private final RuleTable table = new RuleTable(AuthRulesTest::room);

  /** Alice made the room; bob has level 50, carol 0; dave is banned, erin invited. */
  static ScriptedRoom room(RoomVersion version) {
    String alice = version.privilegedCreators() ? "" : "'@alice:a.example':100,";
    return ScriptedRoom.ofAlice(version)
        .levels("{'users':{" + alice + "'@bob:b.example':50},'invite':10}")
        .joinRule("invite")
        .member("@bob:b.example", "join")
        .member("@carol:c.example", "join")
        .member("@dave:d.example", "ban")
        .member("@erin:e.example", "invite");
  }

  @TestFactory
  Stream<DynamicTest> createEvents() {
    return new RuleTable(ScriptedRoom::new)
        .run(
            """
            1-10  | | alice m.room.create '' {'creator':'@alice'}                            | allowed
            1-10  | | alice m.room.create '' {}                                              | the create event names no creator
            11    | | alice m.room.create '' {}                                              | allowed
            1-11  | | bob m.room.create '' {'creator':'@bob'}                                | the room id is of another server than the sender's
            12    | | alice m.room.create '' {}                                              | a create event has no room id in this room version
            12    | | alice m.room.create '' {} noroom                                       | allowed
            12    | | bob m.room.create '' {} noroom                                         | allowed
            1-12  | | alice m.room.create '' {'creator':'@alice'} noroom prev:$x             | a create event has no previous events
            1-11  | | alice m.room.create '' {'creator':'@alice','room_version':'1'}         | allowed
            1-11  | | alice m.room.create '' {'creator':'@alice','room_version':'12'}        | allowed
            1-11  | | alice m.room.create '' {'creator':'@alice','room_version':'13'}        | the room version is not known
            1-11  | | alice m.room.create '' {'creator':'@alice','room_version':1}           | the room version is not known
            1-11  | | alice m.room.create '' {'creator':'@alice','room_version':null}        | the room version is not known
            12    | | alice m.room.create '' {'room_version':'x'} noroom                     | the room version is not known
            1-11  | | alice m.room.create '' {'creator':'@alice','additional_creators':1}    | allowed
            12    | | alice m.room.create '' {'additional_creators':['@bob']} noroom         | allowed
            12    | | alice m.room.create '' {'additional_creators':[]} noroom               | allowed
            12    | | alice m.room.create '' {'additional_creators':'@bob'} noroom           | additional creators are not a list of user ids
            12    | | alice m.room.create '' {'additional_creators':null} noroom             | additional creators are not a list of user ids
            12    | | alice m.room.create '' {'additional_creators':{}} noroom               | additional creators are not a list of user ids
            12    | | alice m.room.create '' {'additional_creators':['@bob',1]} noroom       | additional creators are not a list of user ids
            12    | | alice m.room.create '' {'additional_creators':['bob']} noroom          | additional creators are not a list of user ids
            """);
  }

  @TestFactory
  Stream<DynamicTest> authEvents() {
    return table.run(
        """
        1-11  | | carol m.room.message - {} auth:m.room.create,m.room.power_levels,m.room.member[@carol] | allowed
        1-11  | | carol m.room.message - {} auth:m.room.create                                           | allowed
        1-11  | | carol m.room.message - {} auth:m.room.power_levels,m.room.member[@carol]               | the create event is not among the auth events
        1-11  | | carol m.room.message - {} auth:                                                        | the create event is not among the auth events
        12    | | carol m.room.message - {} auth:                                                        | allowed
        12    | | carol m.room.message - {} auth:m.room.power_levels,m.room.member[@carol]               | allowed
        12    | | carol m.room.message - {} auth:m.room.create,m.room.power_levels                       | an auth event has nothing to do with the event
        1-11  | | carol m.room.message - {} auth:m.room.create,m.room.create                             | two auth events are for the same state
        1-12  | | carol m.room.message - {} auth:m.room.power_levels,m.room.power_levels                 | two auth events are for the same state
        1-12  | | carol m.room.message - {} auth:m.room.join_rules                                       | an auth event has nothing to do with the event
        1-12  | | carol m.room.message - {} auth:m.room.member[@bob]                                     | an auth event has nothing to do with the event
        1-12  | | carol m.room.message - {} auth:$unknown                                                | an auth event is missing or was rejected
        1-11  | carol m.room.member @carol {'membership':'join'} room:!other:a.example | carol m.room.message - {} auth:m.room.create,m.room.member[@carol] | an auth event is of another room
        12    | carol m.room.member @carol {'membership':'join'} room:!other           | carol m.room.message - {} auth:m.room.member[@carol]               | an auth event is of another room
        1-12  | carol m.room.message - {} id:$talk | carol m.room.message - {} auth:$talk                | an auth event has nothing to do with the event
        """);
  }

  @TestFactory
  Stream<DynamicTest> rooms() {
    return table.run(
        """
        12    | | carol m.room.message - {} room:!other auth:                      | the room has no create event
        12    | | carol m.room.message - {} room:!event1 auth:                     | the room has no create event
        12    | | carol m.room.message - {} room:!room:a.example auth:             | the room has no create event
        """);
  }

  @TestFactory
  Stream<DynamicTest> federation() {
    return new RuleTable(
            version ->
                ScriptedRoom.ofAlice(version, "{'m.federate':false}")
                    .joinRule("public")
                    .member("@bob:b.example", "join"))
        .run(
            """
            1-12  | | alice m.room.message - {}     | allowed
            1-12  | | bob m.room.message - {}       | the room does not federate
            1-12  | | carol -> carol join           | the room does not federate
            1-5   | | bob m.room.aliases b.example {} | the room does not federate
            """);
  }

  @TestFactory
  Stream<DynamicTest> federationIsOpenUnlessFalse() {
    return new RuleTable(
            version ->
                ScriptedRoom.ofAlice(version, "{'m.federate':'false'}")
                    .member("@bob:b.example", "join"))
        .run("1-12 | | bob m.room.message - {} | allowed");
  }

  @TestFactory
  Stream<DynamicTest> aliases() {
    return table.run(
        """
        1-5   |  | carol m.room.aliases c.example {}               | allowed
        1-5   |  | frank m.room.aliases f.example {}               | allowed
        1-5   |  | carol m.room.aliases b.example {}               | aliases of another server than the sender's
        1-5   |  | carol m.room.aliases - {}                       | aliases of another server than the sender's
        6-12  |  | carol m.room.aliases c.example {}               | the sender's power level is too low for this type of event
        6-12  |  | bob m.room.aliases c.example {}                 | allowed
        6-12  |  | frank m.room.aliases f.example {}               | the sender is not in the room
        """);
  }

  @TestFactory
  Stream<DynamicTest> ordinaryEvents() {
    return table.run(
        """
        1-12  |                                     | carol m.room.message - {}        | allowed
        1-12  |                                     | dave m.room.message - {}         | the sender is not in the room
        1-12  |                                     | erin m.room.message - {}         | the sender is not in the room
        1-12  |                                     | frank m.room.message - {}        | the sender is not in the room
        1-12  | carol leave                         | carol m.room.message - {}        | the sender is not in the room
        1-12  | carol knock                         | carol m.room.message - {}        | the sender is not in the room
        1-12  |                                     | carol m.room.topic '' {}         | the sender's power level is too low for this type of event
        1-12  |                                     | bob m.room.topic '' {}           | allowed
        1-12  | levels {'events_default':1}         | carol m.room.message - {}        | the sender's power level is too low for this type of event
        1-12  | levels {'events_default':-1,'users_default':-1} | carol m.room.message - {} | allowed
        1-12  | levels {'state_default':0}          | carol m.room.topic '' {}         | allowed
        1-12  | levels {'events':{'m.room.topic':0}} | carol m.room.topic '' {}        | allowed
        1-12  | levels {'events':{'m.room.topic':0}} | carol m.room.name '' {}         | the sender's power level is too low for this type of event
        1-12  | levels {'events':{'m.room.message':7},'users':{'@carol':6}} | carol m.room.message - {} | the sender's power level is too low for this type of event
        1-12  | levels {'events':{'m.room.message':7},'users':{'@carol':7}} | carol m.room.message - {} | allowed
        1-12  | no m.room.power_levels              | carol m.room.message - {}        | allowed
        1-12  | no m.room.power_levels              | carol m.room.topic '' {}         | the sender's power level is too low for this type of event
        1-12  | no m.room.power_levels              | alice m.room.topic '' {}         | allowed
        1-12  | levels {'state_default':0}          | carol m.room.own @carol {}       | allowed
        1-12  | levels {'state_default':0}          | carol m.room.own @bob {}         | the state key is another user's id
        1-12  | levels {'state_default':0}          | carol m.room.own @ {}            | the state key is another user's id
        1-12  |                                     | alice m.room.own @bob {}         | the state key is another user's id
        1-12  |                                     | bob m.room.third_party_invite token {}   | allowed
        1-12  |                                     | carol m.room.third_party_invite token {} | the sender's power level is too low to invite
        1-12  | levels {'invite':0}                 | carol m.room.third_party_invite token {} | allowed
        1-12  |                                     | erin m.room.third_party_invite token {}  | the sender is not in the room
        """);
  }

  @TestFactory
  Stream<DynamicTest> redactions() {
    return table.run(
        """
        1-2   |  | carol m.room.redaction - {} id:$r:c.example redacts:$e:c.example | allowed
        1-2   |  | carol m.room.redaction - {} id:$r:c.example redacts:$e:b.example | the sender's power level is too low to redact
        1-2   |  | carol m.room.redaction - {} id:$r:c.example                      | the sender's power level is too low to redact
        1-2   |  | bob m.room.redaction - {} id:$r:b.example redacts:$e:c.example   | allowed
        1-2   | levels {'redact':51,'users':{'@bob':50}} | bob m.room.redaction - {} id:$r:b.example redacts:$e:c.example | the sender's power level is too low to redact
        3-12  |  | carol m.room.redaction - {} redacts:$e                           | allowed
        3-12  | levels {'events':{'m.room.redaction':1}} | carol m.room.redaction - {} redacts:$e | the sender's power level is too low for this type of event
        """);
  }
}
