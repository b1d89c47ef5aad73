package org.konsil.it.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.konsil.it.support.Browser;
import org.konsil.it.support.KonsilServer;
import org.konsil.it.support.TurnServer;
import org.openqa.selenium.Keys;

/**
 * Calls between browsers with Chromium's fake microphone and camera: what is counted is what the
 * browsers themselves say of the media that reach them.
 */
class CallsIT {
  private static final String NURSE = "@pflege:klinik.example";
  private static final String DOCTOR = "@aerztin:klinik.example";
  private static final String SENIOR = "@oberarzt:klinik.example";

  /** Keeps the connections for the statistics, and lets a call ring three seconds for a minute. */
  private static final String WATCH =
      """
      window.connections = [];
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...given) { super(...given); window.connections.push(this); }
      };
      const wait = window.setTimeout;
      window.setTimeout = (work, ms, ...more) =>
          wait(work, ms === 60000 && window.impatient ? 3000 : ms, ...more);
      """;

  /** [frames decoded, bytes of sound received, kind of the local candidate] of each connection. */
  private static final String STATISTICS =
      """
      const done = arguments[arguments.length - 1];
      const open = window.connections.filter((one) => one.connectionState === 'connected');
      Promise.all(open.map(async (one) => {
        const all = [...(await one.getStats()).values()];
        const inbound = (kind) => all.filter((s) => s.type === 'inbound-rtp' && s.kind === kind);
        const sum = (list, field) => list.reduce((a, s) => a + (s[field] ?? 0), 0);
        const transport = all.find((s) => s.type === 'transport');
        const pair = all.find((s) => s.id === transport?.selectedCandidatePairId);
        const local = all.find((s) => s.id === pair?.localCandidateId);
        return [sum(inbound('video'), 'framesDecoded'), sum(inbound('audio'), 'bytesReceived'),
            local?.candidateType, inbound('video').length];
      })).then(done);
      """;

  private static TurnServer turn;
  private static KonsilServer server;
  private static Clinician nurse;
  private static Clinician doctor;
  private static Clinician senior;
  private static String doctorsName;
  private static String nursesName;

  @BeforeAll
  static void switchCallsOn() {
    turn = TurnServer.start();
    String options = "-XX:TieredStopAtLevel=1 -Xms512m -Xmx512m " + turn.settings();
    server =
        KonsilServer.start(
            "calls", Map.of("KONSIL_JAVA_OPTS", options), "--demo", "--rate-limits", "off");
    nurse = signedIn(NURSE);
    doctor = signedIn(DOCTOR);
    nurse.startChatWith(DOCTOR);
    doctor.acceptInvitation();
    nurse.write("Haben Sie kurz Zeit?");
    doctor.sees("Haben Sie kurz Zeit?");
    doctorsName = nurse.browser().text("conversation-title");
    nursesName = doctor.browser().text("conversation-title");
    assertThat(nurse.browser().has("call-start")).as("off unless switched on").isFalse();

    try (Browser administration = Browser.start(server.baseUrl())) {
      administration.signIn("admin", "konsil-demo");
      administration.open("/admin/calls");
      administration.click("calls-allowed");
      administration.click("calls-save");
      administration.find("calls-done");
      administration.screenshot("admin-calls-done");
    }
    senior = signedIn(SENIOR);
    nurse.browser().open("/chats");
    doctor.browser().open("/chats");
  }

  @AfterAll
  static void close() {
    for (AutoCloseable open : new AutoCloseable[] {nurse, doctor, senior, server, turn}) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Clinician signedIn(String address) {
    Clinician clinician = Clinician.signedIn(server.baseUrl(), address, WATCH);
    clinician.setUpRecovery();
    return clinician;
  }

  private static void chat(Clinician clinician, String name) {
    clinician.clickFirst("[data-testid=room][data-name='" + name + "']");
    clinician.browser().find("composer");
  }

  private static void connected(Clinician... clinicians) {
    for (Clinician clinician : clinicians) {
      clinician.finds("[data-testid=call][data-state=connected]");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<List<Object>> statistics(Clinician clinician) {
    return (List<List<Object>>) clinician.browser().await(STATISTICS);
  }

  /** Waits until sound has come from so many people, and goes on coming. */
  private static void hears(Clinician clinician, int people) {
    grows(clinician, people, 1);
  }

  /** The same of pictures. */
  private static void sees(Clinician clinician, int people) {
    grows(clinician, people, 0);
  }

  private static void grows(Clinician clinician, int people, int index) {
    long first = clinician.browser().until(page -> received(clinician, people, index));
    clinician
        .browser()
        .until(
            page -> {
              Long now = received(clinician, people, index);
              return now != null && now > first;
            });
  }

  /** What has come from all of them together; null unless something came from each. */
  private static Long received(Clinician clinician, int people, int index) {
    List<List<Object>> now = statistics(clinician);
    return now.size() == people && now.stream().allMatch(one -> number(one, index) > 0)
        ? now.stream().mapToLong(one -> number(one, index)).sum()
        : null;
  }

  private static long number(List<Object> statistics, int index) {
    return ((Number) statistics.get(index)).longValue();
  }

  private static void hangUp(Clinician clinician) {
    clinician.browser().click("call-hang-up");
    noCall(clinician);
  }

  private static void noCall(Clinician clinician) {
    clinician.browser().until(page -> !clinician.browser().shows("call"));
  }

  private static void lastCallSays(Clinician clinician, String... words) {
    clinician
        .browser()
        .until(
            page -> {
              List<String> lines = clinician.browser().texts("call-line");
              return !lines.isEmpty()
                  && List.of(words).stream().allMatch(lines.get(lines.size() - 1)::contains);
            });
  }

  @Test
  void aVideoCallCarriesFacesTheScreenAndTheVitalSignsBeside() {
    chat(nurse, doctorsName);
    chat(doctor, nursesName);
    nurse.browser().click("call-start-video");
    assertThat(doctor.browser().text("incoming-call")).contains("ruft mit Video an");
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
    doctor.browser().screenshot("call-incoming-desktop-light");
    doctor.browser().click("call-accept-video");
    connected(nurse, doctor);
    hears(nurse, 1);
    sees(nurse, 1);
    hears(doctor, 1);
    sees(doctor, 1);

    doctor.browser().press("m");
    nurse.finds(".k-call__name [role=img]");
    doctor.browser().click("call-camera");
    nurse.finds("[data-testid=call] .k-call__tile:not([data-own]) .k-avatar");
    doctor.browser().click("call-camera");
    nurse.finds("[data-testid=call-video]");
    doctor.browser().click("call-screen");
    nurse.finds("[data-testid=call-shared-screen]");
    nurse.browser().until(page -> number(statistics(nurse).get(0), 3) >= 2);
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().screenshot("call-desktop");
    nurse.browser().resize(390, 844);
    assertThat(nurse.browser().overflow()).isLessThanOrEqualTo(0);
    nurse.browser().screenshot("call-phone");
    nurse.browser().resize(1440, 900);
    doctor.browser().click("call-screen");
    nurse.browser().until(page -> !nurse.browser().has("call-shared-screen"));

    nurse.browser().click("call-devices");
    assertThat(nurse.browser().find("device-audioinput").getText()).isNotEmpty();
    nurse.browser().press(Keys.ESCAPE);
    nurse.browser().click("call-size");
    nurse.browser().click("attach");
    nurse.browser().click("attach-vitals");
    nurse.browser().type("vital-temperature", "38,9");
    nurse.browser().click("form-send");
    doctor.browser().click("call-size");
    assertThat(doctor.finds("[data-testid=card][data-kind=vitals]").getText()).contains("38,9");
    hears(doctor, 1);
    sees(doctor, 1);
    assertThat(doctor.browser().accessibilityViolations()).isEmpty();
    doctor.browser().screenshot("call-beside-chat");
    hangUp(nurse);
    noCall(doctor);
    lastCallSays(nurse, "Videoanruf", "Dauer");
    lastCallSays(doctor, "Videoanruf", "Dauer");
    assertThat(nurse.browser().complaints()).noneMatch(line -> line.contains("Content Security"));
  }

  @Test
  void aCallIsDeclinedOrMissedAndTheChatSaysSo() {
    chat(nurse, doctorsName);
    chat(doctor, nursesName);
    nurse.browser().click("call-start");
    doctor.browser().find("incoming-call");
    doctor.browser().press(Keys.ESCAPE);
    noCall(nurse);
    lastCallSays(nurse, "abgelehnt");
    lastCallSays(doctor, "abgelehnt");

    nurse.browser().run("window.impatient = true");
    nurse.browser().click("call-start");
    doctor.browser().find("incoming-call");
    lastCallSays(doctor, "Verpasster Anruf", "Zurückrufen");
    noCall(nurse);
    lastCallSays(nurse, "keine Antwort");
    nurse.browser().run("window.impatient = false");
    assertThat(doctor.browser().has("incoming-call")).isFalse();
    doctor.browser().click("call-again");
    nurse.browser().click("call-accept");
    connected(nurse, doctor);
    hangUp(doctor);
    noCall(nurse);
  }

  @Test
  void aCallGoesThroughTheRelayWhenTheAddressIsToBeHidden() {
    nurse.browser().click("nav-settings");
    nurse.browser().click("setting-relay");
    nurse.browser().click("nav-chats");
    chat(nurse, doctorsName);
    chat(doctor, nursesName);
    nurse.browser().click("call-start-video");
    doctor.browser().click("call-accept-video");
    connected(nurse, doctor);
    hears(nurse, 1);
    sees(nurse, 1);
    hears(doctor, 1);
    sees(doctor, 1);
    assertThat(statistics(nurse).get(0).get(2)).isEqualTo("relay");
    hangUp(nurse);
    noCall(doctor);
    nurse.browser().click("nav-settings");
    nurse.browser().click("setting-relay");
    nurse.browser().click("nav-chats");
  }

  @Test
  void threeTalkTogetherAndAConsultationLetsInOneByOne() {
    nurse.startGroupWith("Visite", DOCTOR, SENIOR);
    doctor.acceptInvitation();
    senior.acceptInvitation();
    nurse.browser().until(page -> nurse.browser().text("conversation-sub").contains("3"));
    nurse.browser().click("call-start");
    doctor.browser().click("call-accept");
    senior.browser().click("call-accept");
    for (Clinician one : List.of(nurse, doctor, senior)) {
      connected(one);
      hears(one, 2);
    }
    nurse.browser().screenshot("call-group");
    hangUp(senior);
    hears(nurse, 1);
    hangUp(nurse);
    hangUp(doctor);
    lastCallSays(senior, "Gruppenanruf", "Dauer");

    doctor.browser().click("attach");
    doctor.browser().click("attach-consultation");
    nurse.browser().click("call-wait");
    nurse.finds("[data-testid=call][data-state=waiting]");
    assertThat(nurse.browser().accessibilityViolations()).isEmpty();
    nurse.browser().screenshot("call-waiting-room");
    senior.browser().click("call-wait");
    lastCallSays(doctor, "2 Personen warten");
    assertThat(statistics(nurse)).as("nobody hears who waits").isEmpty();
    doctor.clickFirst("[data-testid=call-let-in][data-user='" + NURSE + "']");
    connected(nurse, doctor);
    hears(nurse, 1);
    sees(nurse, 1);
    hears(doctor, 1);
    sees(doctor, 1);
    senior.finds("[data-testid=call][data-state=waiting]");
    hangUp(nurse);
    doctor.browser().click("call-size");
    doctor.browser().screenshot("call-small");
    doctor.browser().click("call-let-in");
    connected(senior, doctor);
    hears(senior, 1);
    sees(senior, 1);
    hangUp(senior);
    doctor.browser().click("call-end");
    noCall(doctor);
    lastCallSays(nurse, "Videosprechstunde", "beendet");
  }
}
