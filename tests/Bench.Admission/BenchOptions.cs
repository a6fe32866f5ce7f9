using System.Globalization;

namespace CanaryMesh.Bench.Admission;

/// <summary>The process that is measured, the rates and how long each part takes.</summary>
internal sealed record BenchOptions(string Webhook)
{
    public const string Usage = "usage: bench WEBHOOK-BINARY [--rate 500] [--seconds 30] [--rotation-rate 200] [--core 1]";

    public int Rate { get; init; } = 500;

    public int RotationRate { get; init; } = 200;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    public int Core { get; init; } = Environment.ProcessorCount - 1;

    public static BenchOptions? Parse(string[] arguments)
    {
        if (arguments.Length < 1 || !File.Exists(arguments[0]))
        {
            return null;
        }

        var options = new BenchOptions(arguments[0]);
        for (var index = 1; index < arguments.Length; index += 2)
        {
            if (index + 1 == arguments.Length || !int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (arguments[index])
            {
                case "--rate":
                    options = options with { Rate = value };
                    break;
                case "--rotation-rate":
                    options = options with { RotationRate = value };
                    break;
                case "--seconds":
                    options = options with { Window = TimeSpan.FromSeconds(value) };
                    break;
                case "--core":
                    options = options with { Core = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
