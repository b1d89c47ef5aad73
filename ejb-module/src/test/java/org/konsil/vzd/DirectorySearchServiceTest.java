package org.konsil.vzd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.login.OpenIdService;
import org.konsil.login.OpenIdToken;
import org.konsil.outgoing.OutgoingFixture;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.sandbox.directory.Forgery;
import org.konsil.sandbox.directory.SandboxDirectory;
import org.konsil.sandbox.pki.TiAuthority;
import org.konsil.testing.TestClock;

class DirectorySearchServiceTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final Requester WHO = new Requester(ANNA, "D", ANNA.server(), false, 1);

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final OutgoingFixture outgoing = new OutgoingFixture();
  private final Properties settings = new Properties();
  private SandboxDirectory directory;
  private DirectorySearchService search;
  private DirectorySearchService otherNode;

  @BeforeEach
  void start() throws IOException {
    SecureRandom random = new SecureRandom();
    TestClock clock = new TestClock();
    directory = SandboxDirectory.start(0, new TiAuthority(clock, random), clock, random, threads);
    settings.setProperty("konsil.vzd.url", directory.address() + "/");
    OutgoingHttp http = outgoing.http(new KonsilConfig(settings));
    OpenIdService openId =
        new OpenIdService() {
          @Override
          public OpenIdToken requestToken(Requester requester, UserId user) {
            return new OpenIdToken("openid", "Bearer", user.server().value(), 3600);
          }
        };
    SearchTokens tokens = new SearchTokens(openId, http);
    Changes changes = new Changes();
    search = new DirectorySearchService(new KonsilConfig(settings), changes, tokens, http);
    otherNode = new DirectorySearchService(new KonsilConfig(settings), changes, tokens, http);
  }

  /** What both nodes have in their database. */
  private static final class Changes extends DirectoryChangeStore {
    private long changes;

    @Override
    long changes() {
      return changes;
    }

    @Override
    void add() {
      changes++;
    }
  }

  @AfterEach
  void stop() {
    directory.close();
    outgoing.close();
    threads.shutdownNow();
  }

  @Test
  void organisationsAreFoundWithTheirAddresses() {
    DirectoryPage page = search.search(WHO, organisations("radio", "Jena", ""));
    assertThat(page.available()).isTrue();
    assertThat(page.next()).isNull();
    assertThat(page.entries())
        .containsExactly(
            new DirectoryEntry(
                "Radiologie am Markt",
                "1-1",
                List.of("Radiologie"),
                "Jena",
                List.of(
                    new DirectoryEntry.Contact(
                        "@radiologie:praxis.example", "Radiologie am Markt", "tim-fa"))));
    assertThat(search.search(WHO, organisations("", "", "5-1")).entries())
        .extracting(DirectoryEntry::name)
        .containsExactly("Klinikum Nord");
  }

  @Test
  void practitionersAreFoundByTheirSpecialty() {
    DirectoryQuery query = DirectoryQuery.of("practitioner", "Augen", null, null, null, null);
    assertThat(search.search(WHO, query).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.specialties()).containsExactly("Augenheilkunde");
              assertThat(entry.contacts().get(0).userId()).isEqualTo("@auge:praxis.example");
            });
  }

  @Test
  void anEntryIsFoundByTheUserBehindIt() {
    String user = "@auge:praxis.example";
    DirectoryQuery query = DirectoryQuery.of("practitioner", null, null, null, user, null);
    assertThat(search.search(WHO, query).entries())
        .extracting(DirectoryEntry::telematikId)
        .containsExactly("1-4");
    assertThat(search.search(WHO, organisations("", "", "", user)).entries()).isEmpty();
    assertThatThrownBy(() -> organisations("radio", "", "", "auge"))
        .isInstanceOf(MatrixException.class);
  }

  @Test
  void furtherPagesAreFollowedBelowTheSearchOnly() {
    String page = "/HealthcareService?_text=radio&_count=1&_offset=1";
    DirectoryQuery second = DirectoryQuery.of(null, "radio", null, null, null, page);
    assertThat(search.search(WHO, second).entries())
        .extracting(DirectoryEntry::name)
        .containsExactly("Radiologie am Park");
    DirectoryQuery first =
        DirectoryQuery.of(
            null, "radio", null, null, null, "/HealthcareService?_text=radio&_count=1");
    assertThat(search.search(WHO, first).next())
        .startsWith("/HealthcareService?")
        .contains("_offset=1");
    for (String bad : List.of("@evil.example/", "/../token", ".evil.example/", "/x y")) {
      assertThatThrownBy(
              () -> search.search(WHO, DirectoryQuery.of(null, "radio", null, null, null, bad)))
          .isInstanceOf(MatrixException.class);
    }
  }

  @Test
  void aDirectoryThatIsDownIsNoErrorAndAnswersAreKept() {
    DirectoryQuery query = organisations("radio", "", "");
    assertThat(search.search(WHO, query).entries()).hasSize(2);
    directory.forge(Forgery.FAILURE);
    assertThat(search.search(WHO, query).entries()).as("kept").hasSize(2);
    DirectoryPage other = search.search(WHO, organisations("klinikum", "", ""));
    assertThat(other.available()).isFalse();
    assertThat(other.entries()).isEmpty();
    directory.forge(Forgery.NONE);
    assertThat(search.search(WHO, organisations("klinikum", "", "")).available()).isTrue();
    settings.remove("konsil.vzd.url");
    assertThatThrownBy(() -> search.search(WHO, organisations("klinikum", "Jena", "")))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void anOwnChangeIsSeenOnEveryNodeAtOnce() {
    DirectoryQuery query = organisations("radio", "", "");
    otherNode.search(WHO, query);
    int asked = directory.questions();
    otherNode.search(WHO, query);
    assertThat(directory.questions()).as("kept").isEqualTo(asked);
    search.forget();
    otherNode.search(WHO, query);
    assertThat(directory.questions()).isEqualTo(asked + 1);
  }

  @Test
  void aSearchNeedsTwoCharacters() {
    assertThatThrownBy(() -> organisations("r", "Jena", "")).isInstanceOf(MatrixException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "matrix:u/anna:klinik.example,@anna:klinik.example",
    "matrix:u/anna:klinik.example:8448,@anna:klinik.example:8448",
    "matrix:u/a%2Fb:klinik.example,@a/b:klinik.example",
    "matrix:u/a+b:klinik.example,@a+b:klinik.example"
  })
  void addressesAreUsers(String address, String user) {
    UserId id = UserId.parse(user);
    assertThat(MatrixAddress.toUser(address)).contains(id);
    assertThat(MatrixAddress.toUser(MatrixAddress.of(id))).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "@anna:klinik.example", "matrix:r/room:klinik.example", "matrix:u/%zz"})
  void othersAreNone(String address) {
    assertThat(MatrixAddress.toUser(address)).isEmpty();
  }

  private static DirectoryQuery organisations(String text, String city, String telematikId) {
    return organisations(text, city, telematikId, null);
  }

  private static DirectoryQuery organisations(
      String text, String city, String telematikId, String user) {
    return DirectoryQuery.of("organisation", text, city, telematikId, user, "");
  }
}
