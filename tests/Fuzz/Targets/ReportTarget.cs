using CanaryMesh.Analyzer.Control;
using CanaryMesh.Api.Control;
using Google.Protobuf;
using Ledger = CanaryMesh.Analyzer.Control.CountLedger;

namespace CanaryMesh.Fuzz.Targets;

/// <summary>What a proxy says, as bytes from one that somebody took over: counts only grow, and no number leaves its range.</summary>
internal sealed class ReportTarget : IFuzzTarget
{
    private Ledger _ledger = new();
    private int _folded;

    public string Name => "reports";

    public void Try(Random random)
    {
        var bytes = Good(random).ToByteArray();
        for (var change = random.Next(6); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        if (Parsed(bytes) is not { } message)
        {
            return;
        }

        var before = new ProxyObservation { PodUid = "1", PodName = "web-1", Track = "primary", Version = "1", Instance = "a", ConnectedSince = DateTimeOffset.UnixEpoch };
        var after = ProxySpeech.After(before, message, DateTimeOffset.UnixEpoch);
        FuzzFinding.Unless(after.EffectiveWeight is >= 0 and <= 100, $"weight {after.EffectiveWeight}");
        FuzzFinding.Unless(after.InFlightCanary is null or >= 0, "fewer than no requests");
        FuzzFinding.Unless(after.Refused is null || !after.Refused.Any(char.IsControl), "a refusal with control characters");
        _ = ProxySpeech.Matters(before, after);
        if (message.Report is { } report)
        {
            Fold(report, random);
        }
    }

    private void Fold(Report report, Random random)
    {
        if (++_folded % 1000 == 0)
        {
            _ledger = new();
        }

        var before = _ledger.Totals.ToDictionary(each => each.Key, each => each.Cells);
        _ledger.Fold(random.Next(2) == 0 ? "a" : "b", report.Counts);
        foreach (var total in _ledger.Totals)
        {
            FuzzFinding.Unless(total.Cells.All(cell => cell is >= 0 and < long.MaxValue / 4), "a count left its range");
            FuzzFinding.Unless(!before.TryGetValue(total.Key, out var was) || !was.Where((cell, index) => index >= total.Cells.Count || total.Cells[index] < cell).Any(), "a count became smaller");
        }
    }

    private static ProxyMessage? Parsed(byte[] bytes)
    {
        try
        {
            return ProxyMessage.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ProxyMessage Good(Random random)
    {
        var report = new Report { Sequence = 1, Policy = new() { Term = 1, Revision = 1 }, EffectiveWeight = (uint)random.Next(101), InFlightCanary = 3 };
        for (var row = random.Next(4); row > 0; row--)
        {
            var counts = new CanaryMesh.Api.Control.SideCounts
            {
                Side = Side.Canary, Route = Route.Split, Version = "0123456789", Policy = new() { Term = 1, Revision = (ulong)random.Next(1, 4) }, EffectiveWeight = 10,
                Drawn = (ulong)random.NextInt64(), Ended = (ulong)random.Next(1000), Success = 3, ServerError = 1, LatencySumUs = ulong.MaxValue,
            };
            counts.Latency.AddRange([1, 2, 3]);
            counts.FineIndex.AddRange([0, (uint)random.Next(1, 140)]);
            counts.FineCount.AddRange([2, (ulong)random.NextInt64()]);
            report.Counts.Add(counts);
        }

        return random.Next(5) switch
        {
            0 => new() { Applied = new() { Id = new() { Term = 1, Revision = 2 }, EffectiveWeight = 10 } },
            1 => new() { Refused = new() { Id = new() { Term = 1, Revision = 2 }, Reason = JsonMutation.Text(random) } },
            _ => new() { Report = report },
        };
    }
}
