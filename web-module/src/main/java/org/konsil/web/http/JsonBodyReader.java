package org.konsil.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * Reads a request body with the one configured mapper, whatever content type the client sent (many
 * send none): an object node or a record named after the operation. An empty body is an empty
 * object, because many operations have none and clients disagree on "{}". At most 1 MiB, unless the
 * operation says otherwise by {@link BodyLimit}. The body of a signed request has been read
 * already, when its signature was checked.
 */
@Provider
// the exact types too: a reader of the server's own that names them would come first
@Consumes({MediaType.APPLICATION_JSON, "application/*+json", "text/json", MediaType.WILDCARD})
@Priority(1)
public class JsonBodyReader implements MessageBodyReader<Object> {
  private static final int MAX_BYTES = 1024 * 1024;

  @Inject private CurrentRequest current;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return JsonNode.class.isAssignableFrom(type) || type.isRecord();
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    Optional<ObjectNode> signed = current.findSignedBody();
    ObjectNode json =
        signed.orElseGet(
            () ->
                parse(
                    RequestBody.read(
                        body, headers.getFirst(HttpHeaders.CONTENT_LENGTH), limit(annotations))));
    if (!type.isRecord()) {
      return json;
    }
    try {
      return Json.mapper().treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw MatrixException.badJson("A field of the request has the wrong type");
    }
  }

  private static ObjectNode parse(byte[] body) {
    return body.length == 0 ? Json.object() : Json.parseObject(body);
  }

  private static int limit(Annotation[] annotations) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof BodyLimit own) {
        return own.value();
      }
    }
    return MAX_BYTES;
  }
}
