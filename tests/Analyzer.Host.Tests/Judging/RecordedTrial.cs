using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Judging;
using CanaryMesh.Analyzer.Planning;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;
using Microsoft.Extensions.Logging;

namespace CanaryMesh.Analyzer.Host.Tests.Judging;

/// <summary>A trial tick by tick, with what is kept of it: looked at, decided as the test says, and kept.</summary>
internal sealed class RecordedTrial
{
    private readonly ILoggerFactory _loggers;
    private TrialJudges _judges;
    private TrialRecords _records;

    public RecordedTrial(JudgeMode mode = JudgeMode.Strict)
    {
        Assert.True(TemplateHash.TryParse(Observing.Thing.HashOf("v2"), out var version));
        World = new(mode) { Version = version.Short };
        Name = JudgedNames.ConfigMap("web", version.Short);
        _loggers = LoggerFactory.Create(builder => builder.AddProvider(Log));
        (_judges, _records) = Leader();
    }

    public JudgedWorld World { get; }

    public KeptMaps Api { get; } = new();

    public LogLines Log { get; } = new();

    /// <summary>Of the ConfigMap.</summary>
    public string Name { get; }

    public JudgedTrial? Judged => _judges.Of(new("shop", "web"));

    public bool IsBehind => _records.IsBehind(new("shop", "web"));

    public KeptTrial? State => KeptTrial.Parse(Api.Content(Name, JudgedNames.State));

    public DecisionRecord? Record => DecisionRecord.Parse(Api.Content(Name, JudgedNames.Record));

    /// <summary>As every trial does: looked at before anybody is sent to it.</summary>
    public async Task BeginAsync(int weight = 10)
    {
        World.Weight = 0;
        await TickAsync();
        World.Weight = weight;
    }

    public async Task<ComparisonObservation?> TickAsync(Func<RolloutStatus, RolloutStatus>? decide = null, Judgement? judgement = null, bool isApplied = true)
    {
        var world = World.Next();
        var found = await _judges.LookAsync(world, World.Version, CancellationToken.None);
        await _records.Keep(world, new RolloutPlan([], (decide ?? (status => status))(world.Seen.Status), null), judgement ?? new(Verdict.Passed, []), isApplied);
        return found;
    }

    /// <summary>The comparison's own verdict is carried out, as the planner does.</summary>
    public async Task<string> RollBackAsync()
    {
        var sentence = (await TickAsync())!.Sentence;
        await TickAsync(status => Failed(status, RolloutReason.WorseThanPrimary, sentence));
        return sentence;
    }

    public static RolloutStatus Failed(RolloutStatus status, RolloutReason reason, string message) => status with { Phase = RolloutPhase.Failed, Weight = 0, Reason = reason, Message = message };

    /// <summary>Another process leads.</summary>
    public void NextLeader()
    {
        World.NextLeader();
        (_judges, _records) = Leader();
    }

    private (TrialJudges Judges, TrialRecords Records) Leader()
    {
        var judges = new TrialJudges(Stores.Of(Api, null, _loggers.CreateLogger<TrialStore>()));
        return (judges, new(judges, new(Api, TimeProvider.System, _loggers.CreateLogger<JudgedShelf>())));
    }
}
