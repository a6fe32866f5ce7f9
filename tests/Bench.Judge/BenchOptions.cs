using System.Globalization;
using CanaryMesh.Bench.Judge.Draws;

namespace CanaryMesh.Bench.Judge;

/// <summary>How much is simulated, on how many threads, and where the golden vectors are.</summary>
internal sealed record BenchOptions
{
    public const string Usage = "usage: bench [--quick] [--threads N] [--vectors FILE]";

    public Laboratory Laboratory { get; init; } = new(Environment.ProcessorCount, Quick: false);

    public string? Vectors { get; init; }

    public static BenchOptions? Parse(string[] arguments)
    {
        var options = new BenchOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            var value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            switch (arguments[index])
            {
                case "--quick":
                    options = options with { Laboratory = options.Laboratory with { Quick = true } };
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0:
                    options = options with { Laboratory = options.Laboratory with { Threads = threads } };
                    index++;
                    break;
                case "--vectors" when value.Length > 0:
                    options = options with { Vectors = value };
                    index++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
