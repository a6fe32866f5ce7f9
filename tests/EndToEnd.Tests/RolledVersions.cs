using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Support.Kubernetes;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Which versions the target web ever ran pods of, beside those that its Canary ever promoted: from watches, so that none is missed.</summary>
internal sealed class RolledVersions : IAsyncDisposable
{
    private static readonly string[] RestartAnnotations = ["kubectl.kubernetes.io/restartedAt"];
    private readonly ConcurrentDictionary<string, bool> _live = [];
    private readonly ConcurrentDictionary<string, bool> _promoted = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private volatile TrialMoment _moment = new(null, false, null);

    public RolledVersions(Kubectl kubectl) => _following = Task.WhenAll(
        FollowAsync(kubectl, ["canaries.flagger.app", "--field-selector=metadata.name=web"], ReadCanary),
        FollowAsync(kubectl, ["rs"], ReadSet));

    public TrialMoment Moment => _moment;

    public IReadOnlyList<string> Unjudged => [.. _live.Keys.Except(_promoted.Keys)];

    public int Promoted => _promoted.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        _stop.Dispose();
    }

    private async Task FollowAsync(Kubectl kubectl, string[] what, Action<JsonObject> read)
    {
        await foreach (var changed in kubectl.WatchAsync(what, _stop.Token))
        {
            read(changed);
        }
        if (!_stop.IsCancellationRequested)
        {
            throw new InvalidOperationException($"the watch of {what[0]} ended: something may have been missed");
        }
    }

    private void ReadSet(JsonObject set)
    {
        if ((string?)set["metadata"]!["ownerReferences"]?[0]?["name"] == "web" && (int?)set["spec"]!["replicas"] > 0)
        {
            _live[TemplateHash.Of(set["spec"]!["template"]!.AsObject(), RestartAnnotations).Value] = true;
        }
    }

    private void ReadCanary(JsonObject canary)
    {
        var status = canary["status"] as JsonObject ?? [];
        var (phase, trial) = ((string?)status["phase"], (string?)status["trialSpec"]);
        var served = (string?)status["reason"] == "Analysing" && phase == "Progressing";
        if (phase == "Promoting" && trial is not null)
        {
            _promoted[trial] = true;
        }
        if ((string?)status["lastPromotedSpec"] is { } last)
        {
            _promoted[last] = true;
        }
        _moment = new(trial, served, served ? Time(status["nextLookTime"]) : null);
    }

    private static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

/// <summary>Which version is on trial, whether its share is being looked at, and when that is over.</summary>
internal sealed record TrialMoment(string? Trial, bool IsLookedAt, DateTimeOffset? Over);
