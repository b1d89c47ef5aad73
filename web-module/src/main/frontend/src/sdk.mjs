// The one place that names matrix-js-sdk: what the rest of the client uses of it.
export {
  ClientEvent,
  createClient,
  EventStatus,
  EventType,
  HttpApiEvent,
  IndexedDBStore,
  MatrixEvent,
  MatrixEventEvent,
  Method,
  NotificationCountType,
  ReceiptType,
  RoomEvent,
  RoomMemberEvent,
  RoomStateEvent,
  SetPresence,
  SyncState,
  UserEvent,
} from "matrix-js-sdk";
export {
  AllDevicesIsolationMode,
  CryptoEvent,
  DecryptionFailureCode,
  VerificationPhase,
  VerificationRequestEvent,
  VerifierEvent,
  decodeRecoveryKey,
} from "matrix-js-sdk/lib/crypto-api/index.js";
export { logger } from "matrix-js-sdk/lib/logger.js";
export { RustBackupManager } from "matrix-js-sdk/lib/rust-crypto/backup.js";
export { CallErrorCode, CallEvent, CallState, createNewMatrixCall } from "matrix-js-sdk/lib/webrtc/call.js";
export { CallEventHandlerEvent } from "matrix-js-sdk/lib/webrtc/callEventHandler.js";
export { SDPStreamMetadataPurpose } from "matrix-js-sdk/lib/webrtc/callEventTypes.js";
export { CallFeed } from "matrix-js-sdk/lib/webrtc/callFeed.js";
