package org.konsil.it.conformance;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.konsil.it.conformance.accountdata.AccountData;
import org.konsil.it.conformance.keys.Keys;
import org.konsil.it.conformance.media.Media;
import org.konsil.it.conformance.profile.Profile;
import org.konsil.it.conformance.push.Push;
import org.konsil.it.conformance.receipts.Receipts;
import org.konsil.it.conformance.relations.Relations;
import org.konsil.it.conformance.rooms.Rooms;
import org.konsil.it.conformance.spaces.Spaces;
import org.konsil.it.conformance.sync.Sync;
import org.konsil.it.support.KonsilServer;

/** All modules against one server. */
class ConformanceIT {
  private static final List<SpecModule> MODULES =
      List.of(
          new AccountData(),
          new Keys(),
          new Media(),
          new Profile(),
          new Push(),
          new Receipts(),
          new Relations(),
          new Rooms(),
          new Spaces(),
          new Sync());

  private static KonsilServer own;
  private static Homeserver server;

  @BeforeAll
  static void find() {
    String secret = System.getProperty("conformance.secret", "conformance");
    String url = System.getProperty("conformance.url");
    if (url == null) {
      own =
          KonsilServer.start(
              "conformance",
              "--domain",
              "klinik.example",
              "--policy",
              "open",
              "--registration-shared-secret",
              secret,
              "--rate-limits",
              "off");
    }
    server = new Homeserver(url == null ? own.baseUrl() : URI.create(url), secret);
  }

  @AfterAll
  static void stop() {
    if (own != null) {
      own.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> conforms() {
    return MODULES.stream()
        .map(
            module ->
                DynamicContainer.dynamicContainer(
                    module.getClass().getSimpleName(),
                    module.checks(server).stream()
                        .map(
                            check ->
                                DynamicTest.dynamicTest(
                                    check.statement() + " (#" + check.section() + ")",
                                    check.proof()))));
  }
}
