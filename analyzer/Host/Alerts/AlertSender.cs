using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Gates;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.AlertProviders;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Alerts;

/// <summary>Posts one alert to one provider, again after growing pauses until it is taken. Provider and Secret are read by name each time, so
/// that a mended one is used at once.</summary>
internal sealed partial class AlertSender(HttpClient guarded, Func<Uri, HttpClient> through, IKubeApi api, TimeProvider time, ILogger<AlertSender> logger)
{
    private const int Attempts = 6;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Whom to tell where a Canary names nobody.</summary>
    public InstallationProvider? Fallback { get; init; }

    /// <summary>False if it was given up.</summary>
    public async Task<bool> SendAsync(Alert alert, ObjectKey provider, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var reply = await AttemptAsync(alert, provider, cancellation);
            if (reply.Passed)
            {
                return true;
            }

            if (!reply.MayPass || attempt + 1 >= Attempts)
            {
                LogLost(alert.Rollout.ToString(), provider.ToString(), alert.Reason, reply.Sentence);
                return false;
            }

            await Task.Delay(HookCaller.Pause(attempt), time, cancellation);
        }
    }

    private async Task<HookReply> AttemptAsync(Alert alert, ObjectKey key, CancellationToken cancellation)
    {
        if (key == Fallback?.Key)
        {
            return Fallback.Spec is { } own ? await SendAsync(alert, key, own, cancellation) : new(false, false, "the installation's settings name no room any more");
        }

        var found = await api.GetAsync(KubeKind.AlertProviders, key.Namespace, key.Name, cancellation);
        return found.Object is not null && Spec(found.Object) is { } spec
            ? await SendAsync(alert, key, spec, cancellation)
            : new(false, !found.NotFound && found.Object is null, $"AlertProvider {key} cannot be read: {found.Code} {found.Reason}");
    }

    private async Task<HookReply> SendAsync(Alert alert, ObjectKey key, AlertProviderSpec spec, CancellationToken cancellation)
    {
        var (address, token, fault) = await AddressAsync(key.Namespace, spec, cancellation);
        return fault is not null ? new(false, true, fault)
            : AlertMessage.Of(alert, spec, address) is not { } message ? new(false, false, $"AlertProvider {key} has no address, or a type that is not known")
            : OutboundAddress.Fault(message.Address) is { } bad ? new(false, false, bad)
            : await PostAsync(message, token, spec.Proxy, cancellation);
    }

    // What a Secret holds goes to the address of the same Secret alone: who may name a Secret could otherwise read it.
    private async Task<(string Address, string? Token, string? Fault)> AddressAsync(string ns, AlertProviderSpec spec, CancellationToken cancellation)
    {
        if (spec.SecretRef is not { } reference)
        {
            return (spec.Address ?? "", null, null);
        }

        var secret = (await api.GetAsync(KubeKind.Secrets, ns, reference.Name, cancellation)).Object;
        return Decoded(secret, "address") is { Length: > 0 } address
            ? (address, Decoded(secret, "token") is { Length: > 0 } token ? token : null, null)
            : ("", null, $"Secret {reference.Name} cannot be read, or has no key address");
    }

    private async Task<HookReply> PostAsync(AlertMessage message, string? token, string? proxy, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var proxied = Uri.TryCreate(proxy, UriKind.Absolute, out var way) ? through(way) : null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, message.Address) { Content = new StringContent(message.Body.ToJsonString(), new MediaTypeHeaderValue("application/json")) };
            request.Headers.Authorization = token is null ? null : new("Bearer", token);
            using var response = await (proxied ?? guarded).SendAsync(request, both.Token);
            var code = (int)response.StatusCode;
            return new(response.IsSuccessStatusCode, code is 408 or 429 or >= 500, $"{message.Address.Authority} answered HTTP {code}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, true, $"{message.Address.Authority} gave no answer within {Deadline.TotalSeconds:0} s");
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressRefusedException refused)
        {
            return new(false, false, refused.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or FormatException)
        {
            return new(false, exception is not FormatException, $"{message.Address.Authority} could not be reached");
        }
    }

    private static AlertProviderSpec? Spec(JsonObject provider)
    {
        try
        {
            return provider.Deserialize(ResourceJson.Default.AlertProvider)?.Spec;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Decoded(JsonObject? secret, string name)
    {
        var text = secret.Text("data", name);
        var room = new byte[text?.Length ?? 0];
        return text is not null && Convert.TryFromBase64String(text, room, out var count) ? System.Text.Encoding.UTF8.GetString(room, 0, count).Trim() : null;
    }
}
