package org.konsil.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.core.json.Json;

/**
 * A browser with one subscription and its maker's push service, in one: takes what our server
 * sends, checks who sends it (RFC 8292) and decrypts it (RFC 8291), written from the standards and
 * not from the code that it tests.
 */
public final class PushService implements AutoCloseable {
  private static final long SECONDS = 60;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Pattern VAPID = Pattern.compile("vapid t=([^,]+), ?k=(\\S+)");
  private static final byte[] AUTH = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  private final LinkedBlockingQueue<Object> got = new LinkedBlockingQueue<>();
  private final HttpServer http;
  private final KeyPair keys;

  /**
   * What came.
   *
   * @param wire as the push service sees it
   * @param message as the browser reads it
   * @param vapidKey the sender's
   */
  public record Push(byte[] wire, JsonNode message, String vapidKey) {}

  private PushService(HttpServer http, KeyPair keys) {
    this.http = http;
    this.keys = keys;
  }

  public static PushService start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      PushService service = new PushService(http, generator.generateKeyPair());
      http.createContext("/", service::take);
      http.start();
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of pushers/set for this subscription. */
  public ObjectNode pusher() {
    ObjectNode pusher = Json.object();
    pusher.put("kind", "org.konsil.webpush").put("app_id", "org.konsil.web");
    pusher.put("app_display_name", "Konsil").put("device_display_name", "Web").put("lang", "de");
    pusher.put("pushkey", BASE64.encodeToString(point((ECPublicKey) keys.getPublic())));
    ObjectNode data = pusher.putObject("data");
    data.put("endpoint", origin() + "/subscription").put("auth", BASE64.encodeToString(AUTH));
    return pusher;
  }

  /** The next message. */
  public Push next() {
    try {
      Object next = got.poll(SECONDS, TimeUnit.SECONDS);
      if (next instanceof Push push) {
        return push;
      }
      throw new AssertionError("no push, but " + next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private String origin() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort()).toString();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] wire = exchange.getRequestBody().readAllBytes();
    int status = 201;
    try {
      String key = sender(exchange.getRequestHeaders().getFirst("Authorization"));
      got.add(new Push(wire, Json.mapper().readTree(decrypt(wire)), key));
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      got.add(e);
      status = 400;
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** The key that signed the header, which must be for us and not yet at its end. */
  private String sender(String header) throws GeneralSecurityException, IOException {
    Matcher vapid = VAPID.matcher(header);
    if (!vapid.matches()) {
      throw new GeneralSecurityException("no VAPID: " + header);
    }
    String[] parts = vapid.group(1).split("\\.");
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key(Base64.getUrlDecoder().decode(vapid.group(2))));
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    long seconds = claims.path("exp").asLong() - Instant.now().getEpochSecond();
    boolean valid = seconds > 0 && seconds <= TimeUnit.DAYS.toSeconds(1);
    if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))
        || !valid
        || !claims.path("aud").asText().equals(origin())) {
      throw new GeneralSecurityException("VAPID of somebody else: " + claims);
    }
    return vapid.group(2);
  }

  private byte[] decrypt(byte[] wire) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(wire);
    byte[] salt = new byte[16];
    in.get(salt).getInt();
    byte[] senderKey = new byte[in.get()];
    in.get(senderKey);
    byte[] record = new byte[in.remaining()];
    in.get(record);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(key(senderKey), true);
    byte[] own = point((ECPublicKey) keys.getPublic());
    byte[] info = join("WebPush: info\0", own, senderKey);
    byte[] secret = hkdf(AUTH, agreement.generateSecret(), info, 32);
    byte[] contentKey = hkdf(salt, secret, join("Content-Encoding: aes128gcm\0"), 16);
    byte[] nonce = hkdf(salt, secret, join("Content-Encoding: nonce\0"), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(contentKey, "AES"),
        new GCMParameterSpec(128, nonce));
    byte[] plain = cipher.doFinal(record);
    if (plain[plain.length - 1] != 2) {
      throw new GeneralSecurityException("not the last record");
    }
    return Arrays.copyOf(plain, plain.length - 1);
  }

  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] prk = hmac(salt, secret);
    return Arrays.copyOf(
        hmac(prk, ByteBuffer.allocate(info.length + 1).put(info).put((byte) 1).array()), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] join(String text, byte[]... parts) {
    byte[] start = text.getBytes(StandardCharsets.US_ASCII);
    int length = start.length + Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length).put(start);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private ECPublicKey key(byte[] point) throws GeneralSecurityException {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    ECPublicKeySpec spec =
        new ECPublicKeySpec(new ECPoint(x, y), ((ECPublicKey) keys.getPublic()).getParams());
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static byte[] point(ECPublicKey key) {
    ByteBuffer point = ByteBuffer.allocate(65).put((byte) 4);
    for (BigInteger part : new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
      byte[] bytes = part.toByteArray();
      byte[] padded = new byte[32];
      int length = Math.min(bytes.length, 32);
      System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
      point.put(padded);
    }
    return point.array();
  }
}
