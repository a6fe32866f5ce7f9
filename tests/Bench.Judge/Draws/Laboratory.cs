namespace CanaryMesh.Bench.Judge.Draws;

/// <summary>Runs experiments on every core. A run's draws depend on its experiment's name and its number alone.</summary>
internal sealed record Laboratory(int Threads, bool Quick)
{
    private const int ShareWhenQuick = 6;
    private const int FewestWhenQuick = 10;

    public int Runs(int whenFull) => Quick ? Math.Max(FewestWhenQuick, whenFull / ShareWhenQuick) : whenFull;

    public T[] Each<T>(string experiment, int runs, Func<Xoshiro, T> run)
    {
        var results = new T[runs];
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = Threads }, index => results[index] = run(Xoshiro.For(experiment, index)));
        return results;
    }
}
