package org.konsil.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.konsil.config.DomainService;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.jca.api.KonnektorConnectionFactory;
import org.konsil.storage.Db;
import org.konsil.storage.StreamPositions;
import org.konsil.storage.WakeKey;
import org.konsil.storage.Wakeups;

/** The EAR gets from the scripted server what it counts on. */
@Tag("in-container")
@ExtendWith(ArquillianExtension.class)
class DeploymentInContainerIT {
  private static final WakeKey ANNA = WakeKey.user(UserId.parse("@anna:klinik.example"));

  @Inject Db db;
  @Inject DomainService domains;
  @Inject StreamPositions positions;
  @Inject Wakeups wakeups;
  @Resource UserTransaction transaction;

  @PersistenceContext(unitName = "konsil")
  EntityManager entities;

  @Resource(lookup = "java:jboss/infinispan/cache/konsil/presence")
  Cache<String, String> presence;

  @Resource(lookup = "java:/eis/Konnektor")
  KonnektorConnectionFactory konnektor;

  @Deployment
  static EnterpriseArchive deployment() {
    return TestableEar.with(DeploymentInContainerIT.class);
  }

  /** What a KIS vendor deploys beside Konsil (docs/integration.md). */
  @Deployment(name = "kis", testable = false, order = 2)
  static WebArchive kis() {
    return ShrinkWrap.create(WebArchive.class, "kis.war")
        .addClass(KisServlet.class)
        .addAsWebInfResource(
            new StringAsset(
                "<jboss-deployment-structure xmlns=\"urn:jboss:deployment-structure:1.3\">"
                    + "<deployment><dependencies>"
                    + "<module name=\"deployment.konsil.ear.jca-connector.rar\"/>"
                    + "</dependencies></deployment></jboss-deployment-structure>"),
            "jboss-deployment-structure.xml");
  }

  @Test
  void anotherApplicationUsesTheConnectionFactory() throws Exception {
    String port = System.getProperty("jboss.http.port", "8080");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/kis/cards"))
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("KonnektorNotConfiguredException");
  }

  @Test
  void hostsTheDomainsItWasTold() {
    assertThat(domains.isLocal(ServerName.parse("klinik.example"))).isTrue();
    assertThat(domains.signingKey(ServerName.parse("klinik.example")).publicKey())
        .isNotEqualTo(domains.signingKey(ServerName.parse("praxis.example")).publicKey());
  }

  @Test
  void entitiesAreManagedByEclipseLinkOnTheSameDatabase() throws Exception {
    assertThat(entities.getEntityManagerFactory().getClass().getName())
        .startsWith("org.eclipse.persistence");
    transaction.begin();
    try {
      Object counted = entities.createNativeQuery("SELECT COUNT(*) FROM domain").getSingleResult();
      assertThat(((Number) counted).longValue()).isEqualTo(domains.page(0, 10).size());
    } finally {
      transaction.rollback();
    }
  }

  /** I4: readers see a position once the transaction that took it is over, and are woken then. */
  @Test
  void aPositionIsCurrentAfterTheTransactionAndWakesItsWaiters() throws Exception {
    CountDownLatch woken = new CountDownLatch(1);
    try (Wakeups.Listening listening = wakeups.listen(List.of(ANNA), woken::countDown)) {
      transaction.begin();
      long position = positions.next(ANNA);
      assertThat(positions.current()).isLessThan(position);
      assertThat(woken.getCount()).isEqualTo(1);
      transaction.commit();

      assertThat(positions.current()).isGreaterThanOrEqualTo(position);
      assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A rolled back position holds nobody up. */
  @Test
  void aPositionIsPassedAfterARollback() throws Exception {
    transaction.begin();
    long position = positions.next(ANNA);
    transaction.rollback();

    assertThat(positions.current()).isGreaterThanOrEqualTo(position);
  }

  @Test
  void theDatabaseRollsBackWithTheContainersTransaction() throws Exception {
    String unnamed = "SELECT name FROM domain WHERE display_name = 'overwritten'";
    transaction.begin();
    assertThat(db.update("UPDATE domain SET display_name = 'overwritten'")).isPositive();
    assertThat(db.exists(unnamed)).isTrue();
    transaction.rollback();

    assertThat(db.exists(unnamed)).isFalse();
  }

  @Test
  void presenceIsAReplicatedCacheWithExpiry() {
    assertThat(presence.getAdvancedCache().getCacheConfiguration().clustering().cacheMode())
        .isEqualTo(CacheMode.REPL_SYNC);
    assertThat(presence.getAdvancedCache().getCacheConfiguration().expiration().lifespan())
        .isPositive();
    presence.put("@anna:klinik.example", "online");
    assertThat(Optional.ofNullable(presence.get("@anna:klinik.example"))).contains("online");
    presence.remove("@anna:klinik.example");
  }

  @Test
  void theConnectorIsBound() {
    assertThat(konnektor).isNotNull();
  }
}
