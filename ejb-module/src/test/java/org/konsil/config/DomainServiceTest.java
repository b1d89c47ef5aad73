package org.konsil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.config.Domain.Standing;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.storage.StoreTest;
import org.konsil.testing.TestBeans;

class DomainServiceTest extends StoreTest {
  private final Properties settings = new Properties();

  Stream<DomainService> services() {
    return allDatabases()
        .map(
            db -> {
              TestBeans beans = new TestBeans(db, settings);
              beans.hostingReally();
              return beans.get(DomainService.class);
            });
  }

  private static ServerName newName() {
    return ServerName.parse(UUID.randomUUID() + ".example");
  }

  @ParameterizedTest
  @MethodSource("services")
  void aNewDomainIsHostedAtOnceAndHasAKey(DomainService domains) {
    ServerName name = newName();
    assertThat(domains.isLocal(name)).isFalse();
    domains.create(new Domain(name, "Praxis"));
    assertThat(domains.get(name).displayName()).isEqualTo("Praxis");
    assertThat(domains.get(name).isActive()).isTrue();
    assertThat(domains.keys(name)).hasSize(1);
    assertThat(domains.signingKey(name).keyId()).isEqualTo(domains.keys(name).get(0).keyId());
    assertThat(domains.forHost(name + ":8448").name()).isEqualTo(name);
    domains.requireActive(name);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aNameIsGivenOnce(DomainService domains) {
    ServerName name = newName();
    domains.create(new Domain(name, "One"));
    assertThatThrownBy(() -> domains.create(new Domain(name, "Other")))
        .isInstanceOfSatisfying(
            MatrixException.class, refusal -> assertThat(refusal.status()).isEqualTo(409));
    domains.ensure(new Domain(name, "Other"));
    assertThat(domains.get(name).displayName()).isEqualTo("One");
    assertThat(domains.keys(name)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aSuspendedDomainStaysOursAndIsRefused(DomainService domains) {
    ServerName name = newName();
    domains.create(new Domain(name, "Praxis"));
    domains.suspend(name, true);
    assertThat(domains.get(name).standing()).isEqualTo(Standing.SUSPENDED);
    assertThat(domains.isLocal(name)).isTrue();
    assertThatThrownBy(() -> domains.requireActive(name)).isInstanceOf(MatrixException.class);
    domains.suspend(name, false);
    domains.requireActive(name);
  }

  @ParameterizedTest
  @MethodSource("services")
  void aRemovedDomainIsGoneAndItsNameStaysTaken(DomainService domains) {
    ServerName name = newName();
    domains.create(new Domain(name, "Praxis"));
    domains.suspend(name, true);
    domains.beginRemoval(name);
    assertThat(domains.get(name).standing()).isEqualTo(Standing.REMOVING);
    assertThat(domains.removing()).contains(name);
    long before = domains.count();
    domains.endRemoval(name);
    assertThat(domains.find(name)).isEmpty();
    assertThat(domains.removing()).doesNotContain(name);
    assertThat(domains.count()).isEqualTo(before - 1);
    domains.ensure(new Domain(name, "Again"));
    assertThat(domains.find(name)).isEmpty();
    assertThatThrownBy(() -> domains.create(new Domain(name, "Again")))
        .isInstanceOf(MatrixException.class);
  }

  /** Requests that reach a domain by another host name, and those that reach none by theirs. */
  @ParameterizedTest
  @MethodSource("services")
  void aHostMeansADomain(DomainService domains) {
    ServerName name = newName();
    ServerName first = newName();
    List.of(name, first).forEach(made -> domains.create(new Domain(made, "Praxis")));
    settings.setProperty("konsil.hosts", "chat.example=" + name + ", broken, =x, y=, a b=c d");
    settings.setProperty("konsil.domains", first + "," + name);
    assertThat(domains.forHost("Chat.example").name()).isEqualTo(name);
    assertThat(domains.forHost(name.value()).name()).isEqualTo(name);
    for (String other : new String[] {"broken", "", "y", "a b", null, "203.0.113.7:8080"}) {
      assertThat(domains.forHost(other).name()).as(other).isEqualTo(first);
    }
    settings.setProperty("konsil.hosts", "chat.example=" + first);
    assertThat(domains.forHost("chat.example").name()).isEqualTo(first);
    settings.clear();
  }

  @ParameterizedTest
  @MethodSource("services")
  void pagesAreByName(DomainService domains) {
    for (int i = 0; i < 3; i++) {
      domains.create(new Domain(newName(), "Praxis"));
    }
    List<String> names =
        Stream.of(domains.page(0, 2), domains.page(2, 100))
            .flatMap(List::stream)
            .map(domain -> domain.name().value())
            .toList();
    assertThat(names).hasSize((int) domains.count()).doesNotHaveDuplicates().isSorted();
  }
}
