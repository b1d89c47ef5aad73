package org.konsil.core.auth;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.core.testing.RuleTable;
import org.konsil.core.testing.ScriptedRoom;

/** The rules for membership events, version by version. */
class MembershipRulesTest {

  private static final String UNSIGNED = "the authorising user's server has not signed";

  private final RuleTable table = new RuleTable(AuthRulesTest::room);

  @TestFactory
  Stream<DynamicTest> malformed() {
    return table.run(
        """
        1-12  | | carol m.room.member - {'membership':'leave'}      | a membership event needs a state key and a membership
        1-12  | | carol m.room.member @carol {}                     | a membership event needs a state key and a membership
        1-12  | | carol m.room.member @carol {'membership':1}       | a membership event needs a state key and a membership
        1-12  | | carol -> carol joined                             | the membership is not known
        1-6   | rule knock | frank -> frank knock                   | the membership is not known
        """);
  }

  @TestFactory
  Stream<DynamicTest> firstJoin() {
    return new RuleTable(
            version -> ScriptedRoom.ofAlice(version).unset("m.room.member", ScriptedRoom.ALICE))
        .run(
            """
            1-12  | | alice -> alice join {} after:create            | allowed
            1-12  | | alice -> alice join                            | the sender is not invited
            1-12  | | alice -> alice join {} after:both              | the sender is not invited
            1-12  | | bob -> bob join {} after:create                | the sender is not invited
            1-12  | | bob -> alice join {} after:create              | allowed
            1-12  | | alice -> bob join {} after:create              | nobody can join for another user
            """);
  }

  @TestFactory
  Stream<DynamicTest> creatorIsNamedByTheCreateEvent() {
    return new RuleTable(
            version ->
                new ScriptedRoom(version)
                    .set(ScriptedRoom.ALICE, "m.room.create", "", "{'creator':'@bob:b.example'}"))
        .run(
            """
            1-10  | | bob -> bob join {} after:create                | allowed
            1-10  | | alice -> alice join {} after:create            | the sender is not invited
            11    | | alice -> alice join {} after:create            | allowed
            11    | | bob -> bob join {} after:create                | the sender is not invited
            """);
  }

  @TestFactory
  Stream<DynamicTest> join() {
    return table.run(
        """
        1-12  |                       | carol -> carol join        | allowed
        1-12  |                       | erin -> erin join          | allowed
        1-12  |                       | frank -> frank join        | the sender is not invited
        1-12  | frank knock           | frank -> frank join        | the sender is not invited
        1-12  |                       | bob -> erin join           | nobody can join for another user
        1-12  | rule public           | frank -> frank join        | allowed
        1-12  | rule public           | bob -> frank join          | nobody can join for another user
        1-12  | rule public           | dave -> dave join          | the sender is banned
        1-12  |                       | dave -> dave join          | the sender is banned
        1-12  | rule private          | erin -> erin join          | the sender is not invited
        1-12  | no m.room.join_rules  | erin -> erin join          | allowed
        1-12  | no m.room.join_rules  | frank -> frank join        | the sender is not invited
        1-6   | rule knock            | erin -> erin join          | the sender is not invited
        7-12  | rule knock            | erin -> erin join          | allowed
        7-12  | rule knock            | carol -> carol join        | allowed
        7-12  | rule knock            | frank -> frank join        | the sender is not invited
        7-12  | rule knock; frank knock | frank -> frank join      | the sender is not invited
        1-7   | rule restricted       | erin -> erin join          | the sender is not invited
        8-12  | rule restricted       | erin -> erin join          | allowed
        8-12  | rule restricted       | carol -> carol join        | allowed
        8-12  | rule restricted       | dave -> dave join          | the sender is banned
        1-9   | rule knock_restricted | erin -> erin join          | the sender is not invited
        10-12 | rule knock_restricted | erin -> erin join          | allowed
        """);
  }

  @TestFactory
  Stream<DynamicTest> restrictedJoin() {
    return table.run(
        """
        8-12  | rule restricted | frank -> frank join | the join is not authorised by a member who may invite
        8-12  | rule restricted | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example    | allowed
        10-12 | rule knock_restricted | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example | allowed
        8-9   | rule knock_restricted | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example | the sender is not invited
        8-12  | rule restricted | frank -> frank join {'join_authorised_via_users_server':'@carol'} signed:c.example  | the join is not authorised by a member who may invite
        8-12  | rule restricted; levels {'invite':0} | frank -> frank join {'join_authorised_via_users_server':'@carol'} signed:c.example | allowed
        8-12  | rule restricted; bob leave | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example | the join is not authorised by a member who may invite
        8-12  | rule restricted | frank -> frank join {'join_authorised_via_users_server':'@erin'} signed:e.example   | the join is not authorised by a member who may invite
        8-12  | rule restricted | dave -> dave join {'join_authorised_via_users_server':'@bob'} signed:b.example      | the sender is banned
        8-12  | rule invite     | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example    | the sender is not invited
        8-12  | rule restricted | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:f.example    | UNSIGNED
        8-12  | rule restricted | frank -> frank join {'join_authorised_via_users_server':'@bob'}                     | UNSIGNED
        8-12  | rule public     | frank -> frank join {'join_authorised_via_users_server':'@bob'}                     | UNSIGNED
        8-12  |                 | carol -> carol leave {'join_authorised_via_users_server':'@bob'}                    | UNSIGNED
        8-12  | rule public     | frank -> frank join {'join_authorised_via_users_server':'bob'}                      | UNSIGNED
        8-12  | rule public     | frank -> frank join {'join_authorised_via_users_server':7}                          | UNSIGNED
        8-12  | rule public     | frank -> frank join {'join_authorised_via_users_server':null}                       | UNSIGNED
        1-7   | rule public     | frank -> frank join {'join_authorised_via_users_server':'@bob'}                     | allowed
        1-7   |                 | frank -> frank join {'join_authorised_via_users_server':'@bob'} signed:b.example    | the sender is not invited
        """
            .replace("UNSIGNED", UNSIGNED));
  }

  @TestFactory
  Stream<DynamicTest> invite() {
    return table.run(
        """
        1-12  |                        | bob -> frank invite        | allowed
        1-12  |                        | bob -> erin invite         | allowed
        1-12  |                        | carol -> frank invite      | the sender's power level is too low to invite
        1-12  | levels {'invite':0}    | carol -> frank invite      | allowed
        1-12  | levels {}              | carol -> frank invite      | allowed
        1-12  | no m.room.power_levels | carol -> frank invite      | allowed
        1-12  |                        | erin -> frank invite       | the sender is not in the room
        1-12  |                        | frank -> frank invite      | the sender is not in the room
        1-12  |                        | bob -> carol invite        | the user is in the room or banned
        1-12  |                        | bob -> dave invite         | the user is in the room or banned
        7-12  | rule knock; frank knock | bob -> frank invite       | allowed
        """);
  }

  @TestFactory
  Stream<DynamicTest> leave() {
    return table.run(
        """
        1-12  |                        | carol -> carol leave       | allowed
        1-12  |                        | erin -> erin leave         | allowed
        1-12  |                        | frank -> frank leave       | the sender is not in the room
        1-12  | carol leave            | carol -> carol leave       | the sender is not in the room
        1-12  |                        | dave -> dave leave         | the sender is not in the room
        1-6   | frank knock            | frank -> frank leave       | the sender is not in the room
        7-12  | frank knock            | frank -> frank leave       | allowed
        1-12  |                        | bob -> carol leave         | allowed
        1-12  |                        | bob -> erin leave          | allowed
        1-12  | frank knock            | bob -> frank leave         | allowed
        1-12  |                        | carol -> erin leave        | the sender's power level is too low to kick this user
        1-12  |                        | carol -> bob leave         | the sender's power level is too low to kick this user
        1-12  |                        | bob -> alice leave         | the sender's power level is too low to kick this user
        1-12  | levels {'users':{'@bob':50,'@carol':50}} | bob -> carol leave | the sender's power level is too low to kick this user
        1-12  | levels {'users':{'@bob':50},'kick':51}   | bob -> carol leave | the sender's power level is too low to kick this user
        1-12  |                        | erin -> carol leave        | the sender is not in the room
        1-12  |                        | bob -> dave leave          | allowed
        1-12  | levels {'users':{'@bob':50},'ban':51}    | bob -> dave leave  | the sender's power level is too low to unban
        1-12  | levels {'users':{'@bob':50},'ban':51}    | bob -> carol leave | allowed
        1-12  | levels {'users':{'@bob':50},'kick':51}   | bob -> dave leave  | the sender's power level is too low to kick this user
        1-12  | levels {'users':{'@bob':50,'@dave':50}}  | bob -> dave leave  | the sender's power level is too low to kick this user
        """);
  }

  @TestFactory
  Stream<DynamicTest> ban() {
    return table.run(
        """
        1-12  |                        | bob -> carol ban           | allowed
        1-12  |                        | bob -> frank ban           | allowed
        1-12  |                        | bob -> dave ban            | allowed
        1-12  |                        | bob -> alice ban           | the sender's power level is too low to ban this user
        1-12  |                        | bob -> bob ban             | the sender's power level is too low to ban this user
        1-12  |                        | carol -> frank ban         | the sender's power level is too low to ban this user
        1-12  | levels {'users':{'@bob':50},'ban':51}    | bob -> carol ban   | the sender's power level is too low to ban this user
        1-12  | levels {'users':{'@bob':50,'@carol':50}} | bob -> carol ban   | the sender's power level is too low to ban this user
        1-12  | bob leave              | bob -> carol ban           | the sender is not in the room
        """);
  }

  @TestFactory
  Stream<DynamicTest> knock() {
    return table.run(
        """
        7-12  | rule knock             | frank -> frank knock       | allowed
        7-12  | rule knock; frank leave | frank -> frank knock      | allowed
        7-12  | rule knock; frank knock | frank -> frank knock      | allowed
        7-12  | rule knock             | bob -> frank knock         | nobody can knock for another user
        7-12  | rule knock             | carol -> carol knock       | the sender is banned, invited or in the room
        7-12  | rule knock             | dave -> dave knock         | the sender is banned, invited or in the room
        7-12  | rule knock             | erin -> erin knock         | the sender is banned, invited or in the room
        7-12  |                        | frank -> frank knock       | the room does not take knocks
        7-12  | rule public            | frank -> frank knock       | the room does not take knocks
        7-12  | rule restricted        | frank -> frank knock       | the room does not take knocks
        7-9   | rule knock_restricted  | frank -> frank knock       | the room does not take knocks
        10-12 | rule knock_restricted  | frank -> frank knock       | allowed
        """);
  }

  @TestFactory
  Stream<DynamicTest> creatorsAreAboveAll() {
    return new RuleTable(
            version ->
                ScriptedRoom.ofAlice(version, "{'additional_creators':['@carol:c.example']}")
                    .levels(
                        "{'users':{'@bob:b.example':9007199254740991},'invite':9007199254740991}")
                    .member("@bob:b.example", "join")
                    .member("@carol:c.example", "join"))
        .run(
            """
            12    | | alice -> bob leave               | allowed
            12    | | carol -> bob ban                 | allowed
            12    | | carol -> frank invite            | allowed
            12    | | bob -> alice leave               | the sender's power level is too low to kick this user
            12    | | bob -> carol ban                 | the sender's power level is too low to ban this user
            12    | | alice -> carol leave             | the sender's power level is too low to kick this user
            1-11  | | bob -> carol leave               | allowed
            1-11  | | alice -> bob leave               | the sender's power level is too low to kick this user
            """);
  }
}
