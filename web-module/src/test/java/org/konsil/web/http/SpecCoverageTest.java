package org.konsil.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.web.http.OperationTable.Operation;
import org.konsil.web.wellknown.WellKnownApplication;

/**
 * Holds the resources against the tables of the specification's operations, and the documents of
 * the coverage against both. After a change run with {@code -Dkonsil.docs=write} to write them
 * anew.
 */
class SpecCoverageTest {
  private final OperationTable clients = new OperationTable("client-server", "spec-coverage.md");
  private final OperationTable servers =
      new OperationTable("server-server", "spec-coverage-federation.md");

  @Test
  void servedOperationsCarryTheSpecificationsNames() throws IOException {
    Map<String, ServedOperations.Served> served = served();
    // The specification has two operations on one path where bodies of two kinds are accepted.
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (Operation operation : operations()) {
      names.computeIfAbsent(operation.key(), key -> new TreeSet<>()).add(operation.id());
    }
    List<String> misnamed = new ArrayList<>();
    names.forEach(
        (key, ids) -> {
          if (served.containsKey(key) && !ids.contains(served.get(key).name())) {
            misnamed.add(ids + " is called " + served.get(key).name());
          }
        });
    assertThat(misnamed).isEmpty();
  }

  @Test
  void operationsThatNeedATokenHaveTheFilter() throws IOException {
    Map<String, ServedOperations.Served> served = served();
    Set<String> open = new TreeSet<>();
    for (Operation operation : operations()) {
      ServedOperations.Served found = served.get(operation.key());
      if (found != null && operation.auth().equals("token") && !found.authenticated()) {
        open.add(operation.id());
      }
    }
    // The unauthenticated media of before v1.11 are in the table as open already.
    assertThat(open).isEmpty();
  }

  /**
   * JAX-RS first chooses the class whose own path has the most literal characters, and only then
   * looks for a method in it: a class path that is the beginning of another class's operation hides
   * that operation.
   */
  @Test
  void noClassHidesAnothersOperation() {
    List<String> hidden = new ArrayList<>();
    Map<String, String> classes = ServedOperations.classPaths(new MatrixApplication().getClasses());
    served()
        .forEach(
            (key, operation) -> {
              String path = key.substring(key.indexOf(' ') + 1);
              String own = classes.getOrDefault(operation.resource(), path);
              classes.forEach(
                  (other, start) -> {
                    if (start.length() > own.length() && (path + "/").startsWith(start + "/")) {
                      hidden.add(other + " hides " + key + " of " + operation.resource());
                    }
                  });
            });
    assertThat(hidden).isEmpty();
  }

  /** CVE-2019-18835, F19: nothing is done for a server that has not signed. */
  @Test
  void operationsThatServersMustSignHaveTheFilter() throws IOException {
    Map<String, ServedOperations.Served> served = served();
    Set<String> open = new TreeSet<>();
    for (Operation operation : servers.operations()) {
      ServedOperations.Served found = served.get(operation.key());
      if (found != null && operation.auth().equals("signed") && !found.signed()) {
        open.add(operation.id());
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void documentsAreTrue() throws IOException {
    for (OperationTable table : List.of(clients, servers)) {
      assertThat(table.present(served())).isEqualTo(table.wanted(served()));
    }
  }

  private static Map<String, ServedOperations.Served> served() {
    Map<String, ServedOperations.Served> served =
        new TreeMap<>(ServedOperations.of("/_matrix", new MatrixApplication().getClasses()));
    served.putAll(
        ServedOperations.of("/.well-known/matrix", new WellKnownApplication().getClasses()));
    return served;
  }

  private List<Operation> operations() throws IOException {
    return Stream.concat(clients.operations().stream(), servers.operations().stream()).toList();
  }
}
