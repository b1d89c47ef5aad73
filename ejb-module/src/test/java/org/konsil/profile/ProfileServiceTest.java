package org.konsil.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class ProfileServiceTest extends StoreTest {
  private final Map<Db, TestBeans> wired = new HashMap<>();
  private final List<Profile> strangers = new ArrayList<>();

  Stream<TestBeans> beans() {
    return allDatabases().map(db -> wired.computeIfAbsent(db, this::wire));
  }

  private TestBeans wire(Db db) {
    TestBeans beans = new TestBeans(db);
    beans.put(RoomNeighbours.class, new Neighbours());
    return beans;
  }

  @AfterEach
  void asDelivered() {
    wired.values().forEach(beans -> beans.settings.remove("konsil.policy"));
    strangers.clear();
  }

  private static Requester someone(TestBeans beans, ServerName domain, String displayName) {
    UserId user = UserId.of("u" + UUID.randomUUID().toString().substring(0, 8), domain);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.empty(), Optional.ofNullable(displayName), false));
    return new Requester(user, "DEVICE", domain, false, 1);
  }

  private static ErrorCode refusal(Runnable call) {
    return catchThrowableOfType(MatrixException.class, call::run).code();
  }

  /** TI-M: the organisation decides how its users are called. */
  @ParameterizedTest
  @MethodSource("beans")
  void usersCannotRenameThemselvesUnderTheTimPolicy(TestBeans beans) {
    ProfileService profiles = beans.get(ProfileService.class);
    Requester who = someone(beans, TestBeans.KLINIK, "Pflege, Station");
    Runnable rename =
        () ->
            beans.transaction(
                () -> profiles.setField(who, who.user(), "displayname", TextNode.valueOf("Chef")));
    assertThat(refusal(rename)).isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(profiles.displayName(who.user())).contains("Pflege, Station");
    beans.settings.setProperty("konsil.policy", "open");
    rename.run();
    assertThat(profiles.displayName(who.user())).contains("Chef");
    assertThat(beans.fired)
        .contains(
            new ProfileChanged(
                who.user(), Optional.of(who), Optional.of("Chef"), Optional.empty()));
  }

  /** A_26289, and two domains of one deployment are strangers. */
  @ParameterizedTest
  @MethodSource("beans")
  void profilesNeedATokenAndStayInTheirDomain(TestBeans beans) {
    ProfileService profiles = beans.get(ProfileService.class);
    Requester clinic = someone(beans, TestBeans.KLINIK, "Pflege, Station");
    Requester practice = someone(beans, TestBeans.PRAXIS, "Wagner, Martin");
    assertThat(refusal(() -> profiles.get(Optional.empty(), clinic.user())))
        .isEqualTo(ErrorCode.M_MISSING_TOKEN);
    assertThat(refusal(() -> profiles.get(Optional.of(practice), clinic.user())))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(profiles.get(Optional.of(clinic), clinic.user()).displayName())
        .contains("Pflege, Station");
  }

  @ParameterizedTest
  @MethodSource("beans")
  void onlyTheOwnProfileCanBeChanged(TestBeans beans) {
    ProfileService profiles = beans.get(ProfileService.class);
    Requester who = someone(beans, TestBeans.KLINIK, null);
    Requester other = someone(beans, TestBeans.KLINIK, null);
    TextNode avatar = TextNode.valueOf("mxc://klinik.example/a");
    assertThat(refusal(() -> profiles.setField(who, other.user(), "avatar_url", avatar)))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(
            refusal(
                () ->
                    profiles.setField(
                        who, who.user(), "avatar_url", TextNode.valueOf("https://a.example/"))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    Requester suspended = new Requester(who.user(), "DEVICE", who.domain(), false, true, 1);
    assertThat(refusal(() -> profiles.setField(suspended, who.user(), "avatar_url", avatar)))
        .isEqualTo(ErrorCode.M_USER_SUSPENDED);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void furtherFieldsHaveAGrammarAndALimit(TestBeans beans) {
    ProfileService profiles = beans.get(ProfileService.class);
    Requester who = someone(beans, TestBeans.KLINIK, null);
    UserId user = who.user();
    beans.transaction(
        () -> profiles.setField(who, user, "m.tz", TextNode.valueOf("Europe/Berlin")));
    assertThat(profiles.getField(Optional.of(who), TestBeans.KLINIK, user, "m.tz").asText())
        .isEqualTo("Europe/Berlin");
    assertThat(refusal(() -> profiles.setField(who, user, "Upper", TextNode.valueOf("x"))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(
            refusal(
                () -> profiles.setField(who, user, "a.b" + "c".repeat(255), TextNode.valueOf("x"))))
        .isEqualTo(ErrorCode.M_KEY_TOO_LARGE);
    assertThat(
            refusal(
                () ->
                    beans.transaction(
                        () ->
                            profiles.setField(
                                who,
                                user,
                                "org.example.big",
                                TextNode.valueOf("x".repeat(65_536))))))
        .isEqualTo(ErrorCode.M_PROFILE_TOO_LARGE);
    beans.transaction(() -> profiles.deleteField(who, user, "m.tz"));
    assertThat(refusal(() -> profiles.getField(Optional.of(who), TestBeans.KLINIK, user, "m.tz")))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("beans")
  void theDirectoryFindsPartsOfNamesInTheOwnDomainOnly(TestBeans beans) {
    UserDirectoryService directory = beans.get(UserDirectoryService.class);
    String mark = "x" + UUID.randomUUID().toString().substring(0, 8);
    Requester who = someone(beans, TestBeans.KLINIK, "Müller_" + mark + ", Änne");
    Requester colleague = someone(beans, TestBeans.KLINIK, "Meier " + mark + ", Jörg");
    someone(beans, TestBeans.PRAXIS, "Müller " + mark + ", Änne");
    assertThat(directory.search(who, "muller anne " + mark, 10).users())
        .extracting(Profile::user)
        .containsExactly(who.user());
    assertThat(directory.search(who, mark.toUpperCase(java.util.Locale.ROOT), 10).users())
        .extracting(Profile::user)
        .containsExactlyInAnyOrder(who.user(), colleague.user());
    assertThat(directory.search(who, mark, 1).limited()).isTrue();
    assertThat(directory.search(who, "%", 10).users()).isEmpty();
    assertThat(directory.search(who, colleague.user().value(), 10).users())
        .extracting(Profile::user)
        .containsExactly(colleague.user());
    beans.transaction(() -> beans.get(AccountService.class).deactivate(colleague.user(), true));
    assertThat(directory.search(who, mark, 10).users())
        .extracting(Profile::user)
        .containsExactly(who.user());
  }

  @ParameterizedTest
  @MethodSource("beans")
  void withoutTheTimPolicyTheDirectoryKnowsWhoSharesARoom(TestBeans beans) {
    UserDirectoryService directory = beans.get(UserDirectoryService.class);
    String mark = "x" + UUID.randomUUID().toString().substring(0, 8);
    Requester who = someone(beans, TestBeans.KLINIK, "Meier " + mark);
    UserId stranger = UserId.parse("@m_ller:remote.example");
    Profile shown =
        new Profile(stranger, Optional.of("Müller " + mark), Optional.empty(), Json.object());
    strangers.add(shown);
    strangers.add(shown);
    assertThat(directory.search(who, mark, 10).users()).hasSize(1);
    beans.settings.setProperty("konsil.policy", "open");
    assertThat(directory.search(who, mark, 10).users())
        .extracting(Profile::user)
        .containsExactly(who.user(), stranger);
    assertThat(directory.search(who, "muller " + mark, 10).users()).containsExactly(shown);
    assertThat(directory.search(who, stranger.value(), 10).users()).containsExactly(shown);
    assertThat(directory.search(who, mark, 1).limited()).isTrue();
  }

  private final class Neighbours implements RoomNeighbours {
    @Override
    public boolean shareARoom(UserId one, UserId other) {
      return true;
    }

    @Override
    public Stream<Profile> strangers(UserId user) {
      return strangers.stream();
    }
  }
}
