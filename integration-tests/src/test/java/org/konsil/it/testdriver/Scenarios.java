package org.konsil.it.testdriver;

/** Whom the scenarios are about. All but devices 3 and 4 stay logged in. */
interface Scenarios {
  String CLIENT = "client";

  /** The order of what needs both servers: they are not in the federation list at once. */
  int OUTSIDE = Integer.MAX_VALUE - 1;

  TwoServers servers();

  default Driven api(String domain, String kind) {
    return servers().api(domain, kind);
  }

  /** Of the klinik's staff. */
  default TestPerson anna() {
    return servers().person("klinik", CLIENT, 1);
  }

  /** Of the klinik's staff, too. */
  default TestPerson ben() {
    return servers().person("klinik", CLIENT, 2);
  }

  /** Of the klinik, with a practitioner's card. */
  default TestPerson doctor() {
    return servers().person("klinik", "practitioner", 1);
  }

  /** Of the praxis' staff, once both servers know each other. */
  default TestPerson otto() {
    servers().federate();
    return servers().person("praxis", CLIENT, 1);
  }

  /** Of the praxis, with a practitioner's card, once both servers know each other. */
  default TestPerson outsideDoctor() {
    servers().federate();
    return servers().person("praxis", "practitioner", 1);
  }
}
