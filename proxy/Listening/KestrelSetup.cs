using System.Net;
using System.Text;
using CanaryMesh.Proxy.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CanaryMesh.Proxy.Listening;

/// <summary>Kestrel's options: no limits of ours on what may pass, every listener on the pod's own addresses.</summary>
internal static class KestrelSetup
{
    private const int Roomy = 64 * 1024;

    public static KestrelServerOptions Make(ProxySettings settings, IServiceProvider services, Action<int> connections)
    {
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false, AllowAlternateSchemes = true };
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        SetLimits(options.Limits);
        Listen(options, settings, connections);
        return options;
    }

    private static void SetLimits(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        limits.KeepAliveTimeout = TimeSpan.FromHours(1);
        limits.MaxRequestLineSize = Roomy;
        limits.MaxRequestHeadersTotalSize = 2 * Roomy;
        limits.MaxRequestHeaderCount = 1000;
        limits.Http2.MaxStreamsPerConnection = 10_000;
        limits.Http2.MaxRequestHeaderFieldSize = Roomy;
        limits.Http2.InitialConnectionWindowSize = 16 * 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 1024 * 1024;
    }

    private static void Listen(KestrelServerOptions options, ProxySettings settings, Action<int> connections)
    {
        // First in the list, hence bound first: the pipeline must exist before a connection is sniffed.
        ConnectionDelegate? http2 = null;
        options.Listen(new H2EndPoint(), listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => http2 = next);
        });
        foreach (var address in settings.PodAddresses)
        {
            var admin = new BoundListener(ListenerKind.Admin, 0, null);
            options.Listen(new IPEndPoint(address, settings.AdminPort), listen => Serve(listen, admin, () => http2!, null));
            foreach (var (index, port) in settings.Plan.Ports.Index())
            {
                var split = new BoundListener(ListenerKind.Split, index, port);
                var direct = new BoundListener(ListenerKind.Direct, index, port);
                options.Listen(new IPEndPoint(address, port.Split), listen => Serve(listen, split, () => http2!, connections));
                options.Listen(new IPEndPoint(address, port.Direct), listen => Serve(listen, direct, () => http2!, connections));
            }
        }
    }

    private static void Serve(ListenOptions listen, BoundListener bound, Func<ConnectionDelegate> http2, Action<int>? connections)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => async connection =>
        {
            connection.Features.Set(bound);
            connections?.Invoke(1);
            try
            {
                await PrefaceSniffer.RunAsync(connection, next, http2());
            }
            finally
            {
                connections?.Invoke(-1);
            }
        });
    }
}
