using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>Asks through a Service whether a proxy answers. An arrival is remembered until the Service or its target changes.</summary>
internal sealed class SteeringProbe(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, bool> _arrived = new();

    public bool HasArrived(ApexPort port) => _arrived.ContainsKey(KeyOf(port));

    public async Task AskAsync(ApexPort port, CancellationToken cancellation)
    {
        var address = port.Service.Text("spec", "clusterIP");
        if (HasArrived(port) || !IPAddress.TryParse(address, out var ip))
        {
            return;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", ip.ToString(), port.Port, "/").Uri);
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation(ProbeHeader.Name, nonce);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            if (answer.Headers.TryGetValues(ProbeHeader.Name, out var echoed) && echoed.Contains(nonce))
            {
                _arrived[KeyOf(port)] = true;
            }
        }
        catch (HttpRequestException)
        {
            return;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    private static string KeyOf(ApexPort port) => $"{port.Service.Text("metadata", "uid")}/{port.Port}/{port.TargetName}/{port.Planned.Split}";
}
