package org.konsil.rawdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/**
 * One line of raw data: {@code start;duration;operation;status;message}, times in milliseconds, the
 * message a JSON object. Each ends with CR and LF.
 */
final class RawDataLine {
  private RawDataLine() {}

  static String of(Measurement measured, String instance, Organisations.Owner owner) {
    ClientIdentification client =
        ClientIdentification.parse(measured.userAgent()).orElse(ClientIdentification.UNKNOWN);
    ObjectNode message =
        Json.object()
            .put("Inst-ID", instance)
            .put("UA-PTV", client.productTypeVersion())
            .put("UA-PV", client.productVersion())
            .put("UA-A", client.kind())
            .put("UA-P", client.platform())
            .put("UA-OS", client.os())
            .put("UA-OS-VERSION", client.osVersion())
            .put("UA-cid", client.clientId())
            .put("M-Dom", measured.domain().map(ServerName::value).orElse(""))
            .put("sizeIn", measured.sizeIn())
            .put("sizeOut", measured.sizeOut())
            .put("tID", owner.telematikId())
            .put("profOID", owner.professionOid())
            .put("Res", Integer.toString(measured.status()));
    return measured.startMillis()
        + ";"
        + measured.durationMillis()
        + ";"
        + measured.operation().id()
        + ";"
        + measured.status()
        + ";"
        + new String(Json.bytes(message), StandardCharsets.UTF_8)
        + "\r\n";
  }
}
