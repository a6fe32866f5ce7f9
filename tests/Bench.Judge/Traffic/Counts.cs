namespace CanaryMesh.Bench.Judge.Traffic;

/// <summary>Errors and requests of both sides in some stretch of time.</summary>
internal readonly record struct Counts(int CanaryErrors, int Canary, int PrimaryErrors, int Primary)
{
    public int Total => Canary + Primary;

    public static Counts operator +(Counts left, Counts right) => new(
        left.CanaryErrors + right.CanaryErrors, left.Canary + right.Canary, left.PrimaryErrors + right.PrimaryErrors, left.Primary + right.Primary);

    public static Counts operator -(Counts left, Counts right) => new(
        left.CanaryErrors - right.CanaryErrors, left.Canary - right.Canary, left.PrimaryErrors - right.PrimaryErrors, left.Primary - right.Primary);
}
