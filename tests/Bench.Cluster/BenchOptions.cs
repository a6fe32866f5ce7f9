using System.Globalization;

namespace CanaryMesh.Bench.Cluster;

internal sealed record BenchOptions(string Program)
{
    public const string Usage = "usage: bench-cluster PROGRAM [--objects 2000] [--watchers 200] [--rate 500] [--seconds 20] [--idle 10]";

    public int Objects { get; private init; } = 2000;

    public int Watchers { get; private init; } = 200;

    public int Rate { get; private init; } = 500;

    public TimeSpan Window { get; private init; } = TimeSpan.FromSeconds(20);

    public TimeSpan Idle { get; private init; } = TimeSpan.FromSeconds(10);

    public static BenchOptions? Parse(string[] args)
    {
        if (args.Length % 2 == 0)
        {
            return null;
        }

        BenchOptions? options = new(args[0]);
        for (var i = 1; i < args.Length && options is not null; i += 2)
        {
            var number = int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
            options = args[i] switch
            {
                "--objects" => options with { Objects = number },
                "--watchers" => options with { Watchers = number },
                "--rate" => options with { Rate = number },
                "--seconds" => options with { Window = TimeSpan.FromSeconds(number) },
                "--idle" => options with { Idle = TimeSpan.FromSeconds(number) },
                _ => null,
            };
        }

        return options;
    }
}
