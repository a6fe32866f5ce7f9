using System.Reflection;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Configuration;
using Grpc.Core;

namespace CanaryMesh.Proxy.Control;

/// <summary>Keeps one stream to the analyzer open for as long as the process lives. Its loss changes nothing on the data path.</summary>
internal sealed class ControlClient(ProxySettings settings, ProxyServer server, ControlLog log, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly ControlOutbox _outbox = new();
    private readonly ReportBuilder _reports = new(server.Ledger, server.Policies, server.Meter, server.Drain, time);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private Task _running = Task.CompletedTask;
    private bool _isLost;

    public void Start()
    {
        if (settings.ControlAddress is not { } address)
        {
            log.NoAddress();
            return;
        }

        server.Meter.CanaryIdle = ReportWhenDrained;
        server.Policies.Closed = _outbox.AskForReport;
        server.Draining += _outbox.AskForReport;
        _running = RunAsync(address);
    }

    /// <summary>Says the last word, for which the stream gets two seconds.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _abort.CancelAfter(LastWord);
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _abort.Dispose();
    }

    private void ReportWhenDrained()
    {
        if (server.Policies.Current.EffectiveWeight == 0)
        {
            _outbox.AskForReport();
        }
    }

    private async Task RunAsync(Uri address)
    {
        var delay = new ReconnectDelay();
        while (!_stop.IsCancellationRequested)
        {
            var end = await AttachAsync(address);
            try
            {
                await Task.Delay(delay.After(end, Random.Shared.NextDouble()), time, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<AttachEnd> AttachAsync(Uri address)
    {
        if (ControlCredentials.Read(settings.CredentialsFolder, settings.CaBundle, out var fault) is not { } credentials)
        {
            SayOnce(() => log.NoCredentials(fault));
            return AttachEnd.Failed;
        }

        using var channel = ControlChannel.Open(address, settings.ControlName, credentials);
        using var lifetime = new CancellationTokenSource(ReconnectDelay.StreamLifetime(Random.Shared.NextDouble()), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, lifetime.Token);
        using var call = new Api.Control.Control.ControlClient(channel).Attach(
            new Metadata { { "authorization", $"Bearer {credentials.Token}" } }, cancellationToken: _abort.Token);
        var stream = new ControlStream(call, server.Policies, _outbox, _reports, log, time);
        try
        {
            await stream.RunAsync(Hello(), stop.Token, _abort.Token);
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or InvalidOperationException or IOException)
        {
            _isLost = _isLost && !stream.Heard;
            SayLost(exception is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : exception.Message);
            return stream.Heard ? AttachEnd.Heard : IsElsewhere(exception) ? AttachEnd.Elsewhere : AttachEnd.Failed;
        }

        _isLost = false;
        return stream.Heard ? AttachEnd.Heard : AttachEnd.Failed;
    }

    private static bool IsElsewhere(Exception exception) => exception is RpcException rpc && rpc.Trailers.Get(ControlTrailers.Elsewhere) is not null;

    private void SayLost(string reason)
    {
        if (_isLost)
        {
            log.StillLost(reason);
        }

        SayOnce(() => log.Lost(reason));
    }

    private void SayOnce(Action say)
    {
        if (!_isLost && !_stop.IsCancellationRequested)
        {
            say();
        }

        _isLost = true;
    }

    private Hello Hello() => new()
    {
        ProtocolMin = ProtocolVersion.Current,
        ProtocolMax = ProtocolVersion.Current,
        Instance = _instance,
        PodNamespace = settings.PodNamespace,
        PodName = settings.PodName,
        ProxyVersion = typeof(ControlClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        Current = server.Policies.Current.Policy.Id ?? new PolicyId(),
    };
}
