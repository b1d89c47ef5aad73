package org.konsil.outgoing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.konsil.config.KonsilConfig;

/**
 * Which addresses may be called on somebody else's word: public ones, unless the installation
 * allows all. A name with a single forbidden address is refused as a whole.
 */
@ApplicationScoped
class AddressGuard {
  @Inject private KonsilConfig config;

  protected AddressGuard() {}

  AddressGuard(KonsilConfig config) {
    this.config = config;
  }

  /**
   * The address to connect to.
   *
   * @throws IOException when the name is unknown or leads where it must not
   */
  InetAddress resolve(String host) throws IOException {
    InetAddress[] addresses = InetAddress.getAllByName(host);
    if (!config.outgoingPrivateNetworks()) {
      for (InetAddress address : addresses) {
        if (!isPublic(address)) {
          throw new UnknownHostException("the name leads to an address that must not be called");
        }
      }
    }
    return addresses[0];
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
  }

  private static boolean isPublicV4(byte[] b) {
    int first = b[0] & 0xFF;
    int second = b[1] & 0xFF;
    int third = b[2] & 0xFF;
    boolean carrierNat = first == 100 && second >= 64 && second < 128;
    boolean protocolOrTest =
        first == 192 && second == 0 && (third == 0 || third == 2)
            || first == 198 && (second == 18 || second == 19 || second == 51 && third == 100)
            || first == 203 && second == 0 && third == 113
            || first == 192 && second == 88 && third == 99;
    return first != 0 && first < 224 && !carrierNat && !protocolOrTest;
  }

  /** Global unicast without the blocks that carry an IPv4 address inside: those could be any. */
  private static boolean isPublicV6(byte[] b) {
    boolean globalUnicast = (b[0] & 0xE0) == 0x20;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean special = b[0] == 0x20 && b[1] == 0x01 && (b[2] & 0xFE) == 0;
    boolean documentation =
        b[0] == 0x20 && b[1] == 0x01 && (b[2] & 0xFF) == 0x0D && (b[3] & 0xFF) == 0xB8
            || b[0] == 0x3F && (b[1] & 0xFF) == 0xFF;
    return globalUnicast && !sixToFour && !special && !documentation;
  }
}
