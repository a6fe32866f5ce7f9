using System.Diagnostics;
using System.Globalization;
using CanaryMesh.Fuzz.Targets;

namespace CanaryMesh.Fuzz;

internal static class FuzzProgram
{
    private const string Usage = "usage: fuzz [--inputs 1050000] [--seed 1] [--target NAME]";

    /// <summary>New ones each time: some remember what came before.</summary>
    public static IReadOnlyList<IFuzzTarget> Targets() =>
        [new ReviewTarget(), new PodTarget(), new HoldTarget(), new DeploymentTarget(), new PlanTarget(), new CanaryTarget(), new PolicyTarget(), new ReportTarget()];

    private static int Main(string[] args)
    {
        var (inputs, seed, name) = (1_050_000, 1, "");
        for (var index = 0; index < args.Length; index += 2)
        {
            if (index + 1 == args.Length || !Take(args[index], args[index + 1], ref inputs, ref seed, ref name))
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
        }

        var targets = Targets().Where(each => name.Length == 0 || each.Name == name).ToList();
        var found = 0;
        foreach (var target in targets)
        {
            var count = inputs / targets.Count;
            var clock = Stopwatch.StartNew();
            var findings = new FuzzRun(target, seed).Run(count);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name}: {count} inputs in {clock.Elapsed.TotalSeconds:F0} s, {findings.Count} findings"));
            foreach (var finding in findings)
            {
                Console.Error.WriteLine(finding);
            }

            found += findings.Count;
        }

        return found == 0 && targets.Count > 0 ? 0 : 1;
    }

    private static bool Take(string option, string value, ref int inputs, ref int seed, ref string name)
    {
        switch (option)
        {
            case "--inputs":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out inputs);
            case "--seed":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
            case "--target":
                name = value;
                return true;
            default:
                return false;
        }
    }
}
