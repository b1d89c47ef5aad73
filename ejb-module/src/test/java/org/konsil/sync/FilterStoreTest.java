package org.konsil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class FilterStoreTest extends StoreTest {
  @ParameterizedTest
  @MethodSource("allDatabases")
  void numbersFiltersForEachUser(Db db) {
    FilterStore store = new FilterStore(db);
    UserId alice = UserId.parse("@" + UUID.randomUUID() + ":klinik.example");
    UserId bob = UserId.parse("@" + UUID.randomUUID() + ":klinik.example");
    assertThat(store.insert(alice, "h1", Json.object().put("a", 1))).isZero();
    assertThat(store.insert(alice, "h2", Json.object().put("a", 2))).isEqualTo(1);
    assertThat(store.insert(bob, "h1", Json.object().put("b", 1))).isZero();
    assertThat(store.findId(alice, "h2")).contains(1L);
    assertThat(store.find(alice, 1).orElseThrow().get("a").asInt()).isEqualTo(2);
    assertThat(store.find(bob, 1)).isEmpty();
  }
}
