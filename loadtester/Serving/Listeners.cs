using System.Net;
using CanaryMesh.LoadTester.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CanaryMesh.LoadTester.Serving;

/// <summary>One listener for callers and one for probes and metrics, so that a NetworkPolicy can tell them apart.</summary>
internal static class Listeners
{
    private const string AdminMark = "admin";

    public static void Configure(KestrelServerOptions kestrel, Surroundings surroundings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = PayloadBody.Most;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        foreach (var address in surroundings.Addresses.Select(IPAddress.Parse))
        {
            kestrel.Listen(address, surroundings.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(address, surroundings.AdminPort, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Items[AdminMark] = true;
                    return next(connection);
                });
            });
        }
    }

    public static bool IsAdmin(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(AdminMark) is true;
}
