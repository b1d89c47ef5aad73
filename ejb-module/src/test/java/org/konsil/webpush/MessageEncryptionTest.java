package org.konsil.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MessageEncryptionTest {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  /** RFC 8291, appendix A. */
  @Test
  void theExampleOfTheStandardComesOutToTheByte() throws Exception {
    Subscription subscription =
        Subscription.parse(
                "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg")
            .orElseThrow();
    KeyPair own =
        new KeyPair(
            P256.publicKey(
                BASE64.decode(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
            P256.privateKey(BASE64.decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));
    byte[] message =
        "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII);
    byte[] encrypted =
        MessageEncryption.encrypt(
            message, subscription, own, BASE64.decode("DGv6ra1nlYgDCS1FRnbzlw"));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmY"
                + "WAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNW"
                + "QexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void whatIsNoSubscriptionIsNotTakenForOne() {
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[65]);
    String auth = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[16]);
    assertThat(Subscription.parse("https://push.example/x", key, auth)).isPresent();
    assertThat(Subscription.parse("push.example/x", key, auth)).isEmpty();
    assertThat(Subscription.parse("https://a@push.example/x", key, auth)).isEmpty();
    assertThat(Subscription.parse("https://push.example/x", "AAAA", auth)).isEmpty();
    assertThat(Subscription.parse("https://push.example/x", key, "*")).isEmpty();
  }
}
