package org.konsil.web.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.konsil.web.client.AccountManagementResource;
import org.konsil.web.client.AccountModerationResource;
import org.konsil.web.client.AdministrativeContactResource;
import org.konsil.web.client.AppServicePingResource;
import org.konsil.web.client.AuthFallbackResource;
import org.konsil.web.client.AuthMetadataResource;
import org.konsil.web.client.CapabilitiesResource;
import org.konsil.web.client.ClientConfigResource;
import org.konsil.web.client.DehydratedDeviceResource;
import org.konsil.web.client.DeviceManagementResource;
import org.konsil.web.client.EventStreamResource;
import org.konsil.web.client.FilterResource;
import org.konsil.web.client.JoiningResource;
import org.konsil.web.client.KeyBackupResource;
import org.konsil.web.client.KeysResource;
import org.konsil.web.client.LoginResource;
import org.konsil.web.client.LoginTokenResource;
import org.konsil.web.client.LogoutResource;
import org.konsil.web.client.MutualRoomsResource;
import org.konsil.web.client.NotificationResource;
import org.konsil.web.client.OpenIdResource;
import org.konsil.web.client.PresenceResource;
import org.konsil.web.client.ProfileResource;
import org.konsil.web.client.PushRuleResource;
import org.konsil.web.client.PusherResource;
import org.konsil.web.client.ReceiptResource;
import org.konsil.web.client.RefreshResource;
import org.konsil.web.client.RegistrationResource;
import org.konsil.web.client.RegistrationTokenResource;
import org.konsil.web.client.RelationsResource;
import org.konsil.web.client.ReportContentResource;
import org.konsil.web.client.RoomAliasesResource;
import org.konsil.web.client.RoomCreationResource;
import org.konsil.web.client.RoomDirectoryResource;
import org.konsil.web.client.RoomEventsResource;
import org.konsil.web.client.RoomInitialSyncResource;
import org.konsil.web.client.RoomMembershipResource;
import org.konsil.web.client.RoomSendResource;
import org.konsil.web.client.RoomSummaryResource;
import org.konsil.web.client.RoomTaggingResource;
import org.konsil.web.client.RoomUpgradesResource;
import org.konsil.web.client.SearchResource;
import org.konsil.web.client.SendToDeviceResource;
import org.konsil.web.client.ServerAdministrationResource;
import org.konsil.web.client.SlidingSyncResource;
import org.konsil.web.client.SpacesResource;
import org.konsil.web.client.SsoLoginResource;
import org.konsil.web.client.SyncResource;
import org.konsil.web.client.ThirdPartyResource;
import org.konsil.web.client.TypingResource;
import org.konsil.web.client.UserDirectoryResource;
import org.konsil.web.client.UserReportResource;
import org.konsil.web.client.VersionsResource;
import org.konsil.web.client.VoipResource;
import org.konsil.web.federation.BackfillResource;
import org.konsil.web.federation.ContentRepositoryResource;
import org.konsil.web.federation.DirectoryQueryResource;
import org.konsil.web.federation.EventAuthorisationResource;
import org.konsil.web.federation.InvitingResource;
import org.konsil.web.federation.JoiningRoomsResource;
import org.konsil.web.federation.KnockingResource;
import org.konsil.web.federation.LeavingRoomsResource;
import org.konsil.web.federation.OpenIdUserinfoResource;
import org.konsil.web.federation.ProfileQueryResource;
import org.konsil.web.federation.PublicRoomsResource;
import org.konsil.web.federation.RetrievingEventsResource;
import org.konsil.web.federation.ServerImplementationResource;
import org.konsil.web.federation.ServerKeysResource;
import org.konsil.web.federation.SpaceHierarchyResource;
import org.konsil.web.federation.ThirdPartyInvitesResource;
import org.konsil.web.federation.TransactionsResource;
import org.konsil.web.federation.UserDevicesResource;
import org.konsil.web.federation.UserKeysResource;
import org.konsil.web.media.DownloadResource;
import org.konsil.web.media.OldUrlPreviewResource;
import org.konsil.web.media.UnauthenticatedDownloadResource;
import org.konsil.web.media.UploadResource;
import org.konsil.web.media.UrlPreviewResource;

/**
 * The Matrix APIs. Resource classes are named one by one: WildFly would otherwise offer every
 * {@code @Path} class of the archive under every application.
 */
@ApplicationPath("/_matrix")
public class MatrixApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        // what every request passes
        AccessTokenFilter.class,
        CorsFilter.class,
        DomainFilter.class,
        FormerPathFilter.class,
        ErrorMapper.class,
        JsonBodyReader.class,
        JsonBodyWriter.class,
        NulFilter.class,
        OptionalAccessTokenFilter.class,
        RateLimitFilter.class,
        RawDataFilter.class,
        RequestMeterFilter.class,
        SignedRequestFilter.class,
        SignedUnderTimFilter.class,
        // client-server API
        AccountManagementResource.class,
        AccountModerationResource.class,
        CapabilitiesResource.class,
        SlidingSyncResource.class,
        SearchResource.class,
        ThirdPartyResource.class,
        AppServicePingResource.class,
        SsoLoginResource.class,
        RoomInitialSyncResource.class,
        OpenIdResource.class,
        MutualRoomsResource.class,
        EventStreamResource.class,
        AuthFallbackResource.class,
        AuthMetadataResource.class,
        AdministrativeContactResource.class,
        ClientConfigResource.class,
        DehydratedDeviceResource.class,
        DeviceManagementResource.class,
        FilterResource.class,
        JoiningResource.class,
        KeyBackupResource.class,
        KeysResource.class,
        LoginResource.class,
        LoginTokenResource.class,
        LogoutResource.class,
        NotificationResource.class,
        PresenceResource.class,
        ProfileResource.class,
        PushRuleResource.class,
        PusherResource.class,
        ReceiptResource.class,
        RefreshResource.class,
        RegistrationResource.class,
        RegistrationTokenResource.class,
        RelationsResource.class,
        ReportContentResource.class,
        RoomAliasesResource.class,
        RoomCreationResource.class,
        RoomDirectoryResource.class,
        RoomEventsResource.class,
        RoomMembershipResource.class,
        RoomSendResource.class,
        RoomSummaryResource.class,
        RoomTaggingResource.class,
        RoomUpgradesResource.class,
        SendToDeviceResource.class,
        ServerAdministrationResource.class,
        SpacesResource.class,
        SyncResource.class,
        TypingResource.class,
        UserDirectoryResource.class,
        UserReportResource.class,
        VersionsResource.class,
        VoipResource.class,
        // content repository
        DownloadResource.class,
        UnauthenticatedDownloadResource.class,
        UploadResource.class,
        UrlPreviewResource.class,
        OldUrlPreviewResource.class,
        // server-server API
        ContentRepositoryResource.class,
        OpenIdUserinfoResource.class,
        ProfileQueryResource.class,
        PublicRoomsResource.class,
        BackfillResource.class,
        DirectoryQueryResource.class,
        EventAuthorisationResource.class,
        InvitingResource.class,
        JoiningRoomsResource.class,
        KnockingResource.class,
        LeavingRoomsResource.class,
        RetrievingEventsResource.class,
        ServerImplementationResource.class,
        ServerKeysResource.class,
        SpaceHierarchyResource.class,
        ThirdPartyInvitesResource.class,
        TransactionsResource.class,
        UserDevicesResource.class,
        UserKeysResource.class);
  }
}
