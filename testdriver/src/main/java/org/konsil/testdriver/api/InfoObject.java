package org.konsil.testdriver.api;

import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.device.ApiKind;

/** What an API is in front of. */
record InfoObject(
    String title,
    String description,
    String homeserver,
    Contact contact,
    ClientInfo clientInfo,
    FachdienstInfo fachdienstInfo,
    String testDriverVersion) {
  private static final String TEST_DRIVER = "2.3.0";
  private static final String MATRIX = "v1.11";

  record Contact(String name, String url, String email) {}

  record OsInfo(String operatingSystem, String version) {}

  record ClientInfo(
      String name,
      String version,
      OsInfo osInfo,
      String applicationType,
      String matrixVersion,
      boolean canAdministrateFhirOrganization,
      boolean canAdministrateFhirPractitioner,
      boolean canSendMessages,
      boolean isInsurance,
      boolean isPro,
      boolean isVersionThree,
      boolean isReferenceImplementation) {}

  record FachdienstInfo(String name, String version) {}

  static InfoObject of(String domain, ApiKind kind, TestDriverSettings settings) {
    String version = settings.version();
    boolean messenger = kind != ApiKind.ORG_ADMIN;
    String name = "Konsil " + kind.path();
    ClientInfo client =
        new ClientInfo(
            name,
            version,
            new OsInfo(settings.operatingSystem(), settings.operatingSystemVersion()),
            "Native",
            MATRIX,
            kind == ApiKind.ORG_ADMIN,
            kind == ApiKind.PRACTITIONER,
            messenger,
            false,
            true,
            true,
            false);
    return new InfoObject(
        name + " " + domain,
        "Clients of " + domain + ", driven by the Testtreiber API",
        domain,
        new Contact("Konsil", "https://" + domain, "support@" + domain),
        client,
        new FachdienstInfo("Konsil", version),
        TEST_DRIVER);
  }
}
