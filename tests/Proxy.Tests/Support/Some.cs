using CanaryMesh.Api.Control;
using CanaryMesh.Api.Plans;
using CanaryMesh.Proxy.Guard;
using CanaryMesh.Proxy.Routing;
using CanaryMesh.Proxy.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace CanaryMesh.Proxy.Tests.Support;

internal static class Some
{
    public static PortPlan Plan => new()
    {
        V = 1,
        Ports = [new PlannedPort { Name = "http", App = 8080, Split = 14080, Direct = 14180, Container = "app" }],
    };

    public static PolicyHolder Policies() => new(
        new SnapshotBuilder(Plan, "primary", new CountLedger(TimeProvider.System)),
        "primary",
        new CanaryGuard(new GuardLog(NullLogger<GuardLog>.Instance), TimeProvider.System));

    public static Policy Policy(ulong revision = 1, uint weight = 0, string track = "primary") => new()
    {
        Id = new PolicyId { Term = 1, Revision = revision },
        Protocol = ProtocolVersion.Current,
        TargetNamespace = "shop",
        Target = "api-gateway",
        Track = track,
        Version = track == "primary" ? "aaaa" : "bbbb",
        CanaryVersion = "bbbb",
        CanaryWeight = weight,
        ReportIntervalMs = 200,
        Listeners = { new Listener { Name = "http", AppPort = 8080, SplitPort = 14080, DirectPort = 14180, Protocol = "http" } },
    };

    public static CanaryEndpoint Endpoint(string pod, string address) => new()
    {
        Pod = pod,
        Address = address,
        DirectPorts = { [TestPod.AppPort] = TestPod.Direct, [TestPod.GrpcPort] = TestPod.GrpcDirect },
    };
}
