using Yarp.ReverseProxy.Forwarder;

namespace CanaryMesh.Proxy.Forwarding;

/// <summary>Where YARP's forwarder is registered and taken: its types go no further than this folder.</summary>
internal static class ForwardingServices
{
    public static IServiceCollection AddForwarding(this IServiceCollection services) => services.AddHttpForwarder();

    public static BackendForwarder Create(IServiceProvider provider) => new(provider.GetRequiredService<IHttpForwarder>());
}
