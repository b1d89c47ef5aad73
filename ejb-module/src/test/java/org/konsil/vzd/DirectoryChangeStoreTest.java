package org.konsil.vzd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.konsil.storage.Db;
import org.konsil.storage.StoreTest;

class DirectoryChangeStoreTest extends StoreTest {
  Stream<Db> stores() {
    return allDatabases();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void everyChangeCounts(Db db) {
    long before = new DirectoryChangeStore(db).changes();
    new DirectoryChangeStore(db).add();
    assertThat(new DirectoryChangeStore(db).changes()).isEqualTo(before + 1);
  }
}
