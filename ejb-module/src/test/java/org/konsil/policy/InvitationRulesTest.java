package org.konsil.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.konsil.accountdata.AccountDataService;
import org.konsil.accountdata.PermissionConfig;
import org.konsil.config.DomainService;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/** Who may invite whom: local, hosted and remote inviters pass the same rules. */
class InvitationRulesTest {
  private static final UserId LOCAL = UserId.parse("@anna:klinik.example");
  private static final UserId HOSTED = UserId.parse("@paul:praxis.example");
  private static final UserId REMOTE = UserId.parse("@rita:fern.example");
  private static final UserId INSURED = UserId.parse("@k123:kasse.example");
  private static final UserId STRANGER = UserId.parse("@s:fremd.example");
  private static final UserId INVITEE = UserId.parse("@ida:klinik.example");
  private static final RoomId ROOM = RoomId.parse("!room:klinik.example");

  private final Map<UserId, PermissionConfig> chosen = new HashMap<>();
  private final Map<UserId, ObjectNode> direct = new HashMap<>();
  private final Set<UserId> present = new HashSet<>();

  private final AccountDataService accountData =
      new AccountDataService() {
        @Override
        public PermissionConfig permissionConfig(UserId user) {
          return chosen.getOrDefault(user, PermissionConfig.initial(true));
        }

        @Override
        public Optional<ObjectNode> find(UserId user, Optional<RoomId> room, String type) {
          return Optional.ofNullable(direct.get(user));
        }
      };
  private final DomainService domains =
      new DomainService() {
        @Override
        public boolean isLocal(ServerName name) {
          return name.equals(LOCAL.server()) || name.equals(HOSTED.server());
        }
      };
  private final FederationMembers members =
      new FederationMembers() {
        @Override
        boolean contains(ServerName server) {
          return !server.equals(STRANGER.server());
        }

        @Override
        boolean containsNow(ServerName server) {
          return contains(server);
        }

        @Override
        boolean isInsurance(ServerName server) {
          return server.equals(INSURED.server());
        }
      };
  private final Properties settings = new Properties();
  private final PermissionRule permissions = new PermissionRule(accountData, domains, members);
  private final FederationMemberRule membership = new FederationMemberRule(members);
  private final PolicyService policy =
      new PolicyService(
          new KonsilConfig(settings),
          List.of(membership),
          List.of(membership, permissions, new DirectChatRule(accountData)),
          new CreatableVersionRule(),
          new RedactionAgeRule(),
          members,
          permissions,
          new DirectoryQueryRule());

  @DisplayName("A_26021-01, A_25258, A_26390")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          allow all |                                                     | yes | yes | yes | yes
          block all |                                                     | no  | no  | no  | no
          allow all | 'userExceptions':{'@rita:fern.example':{}}          | yes | yes | no  | yes
          block all | 'userExceptions':{'@rita:fern.example':{}}          | no  | no  | yes | no
          allow all | 'serverExceptions':{'praxis.example':{}}            | yes | no  | yes | yes
          block all | 'serverExceptions':{'praxis.example':{}}            | no  | yes | no  | no
          block all | 'serverExceptions':{'klinik.example':{}}            | yes | no  | no  | no
          allow all | 'groupExceptions':[{'groupName':'isInsuredPerson'}] | yes | yes | yes | no
          block all | 'groupExceptions':[{'groupName':'isInsuredPerson'}] | no  | no  | no  | yes
          block all | 'userExceptions':{'@anna:klinik.example':{}},'serverExceptions':{'fern.example':{}} | yes | no | yes | no
          """)
  void theInviteesConfigurationDecides(
      String setting, String more, String local, String hosted, String remote, String insured) {
    String text = "{'defaultSetting':'" + setting + "'" + (more == null ? "" : "," + more) + "}";
    chosen.put(
        INVITEE,
        PermissionConfig.parse(Json.parseObject(text.replace('\'', '"').getBytes())).orElseThrow());
    assertThat(invitesHere(LOCAL)).isEqualTo(local.equals("yes"));
    assertThat(invitesHere(HOSTED)).isEqualTo(hosted.equals("yes"));
    assertThat(invitesFromAfar(REMOTE)).isEqualTo(remote.equals("yes"));
    assertThat(invitesFromAfar(INSURED)).isEqualTo(insured.equals("yes"));
  }

  @DisplayName("A_25534")
  @Test
  void onlyMembersOfTheFederationInviteAndAreInvited() {
    assertThat(invitesFromAfar(STRANGER)).isFalse();
    assertThat(refusal(() -> policy.checkEvent(invite(LOCAL, STRANGER)))).isTrue();
    assertThat(refusal(() -> policy.checkCreation(creation(STRANGER)))).isTrue();
    assertThat(refusal(() -> policy.checkServer(STRANGER.server()))).isTrue();
    assertThatCode(() -> policy.checkEvent(invite(LOCAL, REMOTE))).doesNotThrowAnyException();
    assertThatCode(() -> policy.checkCreation(creation(REMOTE))).doesNotThrowAnyException();
  }

  @DisplayName("A_26520, A_28590")
  @Test
  void otherServersDoNotGetTheListOfPublicRooms() {
    assertThat(refusal(policy::checkRemoteDirectoryQuery)).isTrue();
  }

  @DisplayName("DM rule")
  @Test
  void nobodyComesThirdIntoADirectChat() {
    present.addAll(Set.of(LOCAL, HOSTED));
    assertThatCode(() -> policy.checkEvent(invite(LOCAL, INVITEE))).doesNotThrowAnyException();
    ObjectNode rooms = Json.object();
    rooms.putArray(HOSTED.value()).add(ROOM.value());
    direct.put(LOCAL, rooms);
    assertThat(refusal(() -> policy.checkEvent(invite(LOCAL, INVITEE)))).isTrue();
    assertThatCode(() -> policy.checkEvent(invite(LOCAL, HOSTED))).doesNotThrowAnyException();
  }

  @Test
  void noneOfThisHoldsWhenThePolicyIsOpen() {
    settings.setProperty("konsil.policy", "open");
    chosen.put(INVITEE, PermissionConfig.initial(false));
    assertThat(invitesHere(LOCAL)).isTrue();
    assertThat(invitesFromAfar(STRANGER)).isTrue();
    assertThatCode(policy::checkRemoteDirectoryQuery).doesNotThrowAnyException();
  }

  private boolean invitesHere(UserId inviter) {
    return !refusal(() -> policy.checkEvent(invite(inviter, INVITEE)));
  }

  private boolean invitesFromAfar(UserId inviter) {
    return !refusal(() -> policy.checkRemoteInvite(inviter, INVITEE));
  }

  /** Whether the check refuses, and if so as A_25534 prescribes. */
  private static boolean refusal(Runnable check) {
    MatrixException error = catchThrowableOfType(MatrixException.class, check::run);
    if (error != null) {
      assertThat(error.status()).isEqualTo(403);
      assertThat(error.code()).isEqualTo(ErrorCode.M_FORBIDDEN);
    }
    return error != null;
  }

  private EventAttempt invite(UserId inviter, UserId invitee) {
    return new EventAttempt(
        ROOM,
        inviter,
        "m.room.member",
        Optional.of(invitee.value()),
        Json.object().put("membership", "invite"),
        key -> Optional.empty(),
        () -> present);
  }

  private static CreationAttempt creation(UserId invitee) {
    return new CreationAttempt(LOCAL, List.of(invitee), "10", Optional.empty(), false, true);
  }
}
