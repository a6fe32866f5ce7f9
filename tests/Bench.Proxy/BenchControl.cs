using System.Globalization;
using CanaryMesh.Api.Control;
using CanaryMesh.Api.Names;
using Grpc.Core;

namespace CanaryMesh.Bench.Proxy;

/// <summary>The analyzer's end of a control stream in mid-trial: one policy of 10 %, reports as often as then.</summary>
internal sealed class BenchControl(ControlAnswers answers) : Control.ControlBase
{
    public const int Weight = 10;

    public override async Task Attach(
        IAsyncStreamReader<ProxyMessage> requestStream, IServerStreamWriter<AnalyzerMessage> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new AnalyzerMessage { Policy = Trial() });
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                answers.Hear(message);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return;
        }
    }

    private static Policy Trial() => new()
    {
        Id = new PolicyId { Term = 1, Revision = 1 },
        Protocol = ProtocolVersion.Current,
        TargetNamespace = "shop",
        Target = "web",
        Track = AnnotationNames.Primary,
        Version = "aaaa",
        CanaryVersion = "bbbb",
        CanaryWeight = Weight,
        ReportIntervalMs = 500,
        Listeners =
        {
            new Listener { Name = "http", AppPort = Addresses.AppPort, SplitPort = Ports.FirstSplit, DirectPort = Ports.FirstDirect, Protocol = "http" },
        },
        CanaryEndpoints =
        {
            new CanaryEndpoint
            {
                Pod = "canary-1", Address = Addresses.Canary.Address.ToString(), DirectPorts = { [Addresses.AppPort] = (uint)Addresses.Canary.Port },
            },
        },
    };
}
